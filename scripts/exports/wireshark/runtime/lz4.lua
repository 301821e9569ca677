-- One LZ4 block. https://github.com/lz4/lz4/blob/dev/doc/lz4_Block_format.md

-- Returns the octets of a block, or nil and the problem. Follows the rules for the end of a block.
local function lz4_block(block, size)
  local out, filled, at = {}, 0, 1
  local function length(nibble)
    if nibble < 15 then return nibble end
    local total = nibble
    while true do
      local octet = block:byte(at)
      if octet == nil then return math.huge end
      at, total = at + 1, total + octet
      if octet < 255 then return total end
    end
  end
  while true do
    local token = block:byte(at)
    if token == nil then return nil, "the block does not end in literals" end
    at = at + 1
    local literals = length(math.floor(token / 16))
    if at + literals - 1 > #block then return nil, "literals behind the end of the block" end
    if filled + literals > size then return nil, "more octets than Size" end
    for index = 0, literals - 1 do out[filled + index + 1] = block:byte(at + index) end
    at, filled = at + literals, filled + literals
    if at > #block then break end
    if at + 1 > #block then return nil, "an offset is cut off" end
    local offset = block:byte(at) + 256 * block:byte(at + 1)
    at = at + 2
    if offset == 0 or offset > filled then return nil, "an offset before the message" end
    local match, left = length(token % 16) + 4, size - filled
    if match > left then return nil, "more octets than Size" end
    if left < 12 or left - match < 5 then return nil, "a match in the last octets" end
    for _ = 1, match do
      filled = filled + 1
      out[filled] = out[filled - offset]
    end
  end
  if filled ~= size then return nil, "fewer octets than Size" end
  return out
end
