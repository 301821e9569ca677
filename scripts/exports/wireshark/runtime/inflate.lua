-- Raw DEFLATE (RFC 1951).

local LENGTH_BASE = { 3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258 }
local LENGTH_EXTRA = { 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0 }
local DISTANCE_BASE = { 1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097, 6145, 8193,
  12289, 16385, 24577 }
local DISTANCE_EXTRA = { 0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13 }
local LENGTHS_ORDER = { 16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15 }
local SYNC_FLUSH_TAIL = "\0\0\255\255"

local function corrupt(why) error({ corrupt = why }, 0) end

-- Returns a canonical code by the lengths of its symbols, and the number of codes that no symbol has; negative if there are too many.
local function huffman(lengths)
  local count, offsets, symbols, left = {}, { [1] = 0 }, {}, 1
  for length = 0, 15 do count[length] = 0 end
  for _, length in ipairs(lengths) do count[length] = count[length] + 1 end
  for length = 1, 15 do
    left = left * 2 - count[length]
    if left < 0 then return nil, left end
    offsets[length + 1] = offsets[length] + count[length]
  end
  for index, length in ipairs(lengths) do
    if length ~= 0 then
      symbols[offsets[length]] = index - 1
      offsets[length] = offsets[length] + 1
    end
  end
  return { count = count, symbols = symbols }, left
end

local function filled(parts)
  local lengths = {}
  for _, part in ipairs(parts) do
    for _ = 1, part[1] do lengths[#lengths + 1] = part[2] end
  end
  return lengths
end
local FIXED_LITERALS = huffman(filled({ { 144, 8 }, { 112, 9 }, { 24, 7 }, { 8, 8 } }))
local FIXED_DISTANCES = huffman(filled({ { 30, 5 } }))

-- Reads bits, the least significant first. Notes the size of the output when it reaches the octets that the sender removed.
local function bit_reader(data, payload_size, out)
  local reader = { at = 1, buffer = 0, held = 0 }
  function reader.octet()
    local octet = data:byte(reader.at)
    if octet == nil then corrupt("the data end inside a block") end
    if reader.at == payload_size + 1 then reader.size_at_tail = #out end
    reader.at = reader.at + 1
    return octet
  end
  function reader.bits(count)
    while reader.held < count do
      reader.buffer = reader.buffer + reader.octet() * 2 ^ reader.held
      reader.held = reader.held + 8
    end
    local value = reader.buffer % 2 ^ count
    reader.buffer, reader.held = math.floor(reader.buffer / 2 ^ count), reader.held - count
    return math.floor(value)
  end
  function reader.symbol(code)
    local value, first, index = 0, 0, 0
    for length = 1, 15 do
      value = value + reader.bits(1)
      local count = code.count[length]
      if value - count < first then return code.symbols[index + value - first] end
      index, first, value = index + count, (first + count) * 2, value * 2
    end
    corrupt("a code that no symbol has")
  end
  return reader
end

local function stored_block(reader, out, limit)
  reader.buffer, reader.held = 0, 0
  local length = reader.octet() + 256 * reader.octet()
  if reader.octet() + 256 * reader.octet() ~= 65535 - length then corrupt("stored block lengths that do not match") end
  for _ = 1, length do out[#out + 1] = reader.octet() end
  if #out > limit then error({ over = true }, 0) end
end

local function dynamic_codes(reader)
  local literals, distances, count = reader.bits(5) + 257, reader.bits(5) + 1, reader.bits(4) + 4
  if literals > 286 or distances > 30 then corrupt("too many symbols") end
  local lengths = filled({ { 19, 0 } })
  for index = 1, count do lengths[LENGTHS_ORDER[index] + 1] = reader.bits(3) end
  local code, left = huffman(lengths)
  if left ~= 0 then corrupt("a code of code lengths that is not complete") end
  local all = {}
  while #all < literals + distances do
    local symbol = reader.symbol(code)
    if symbol < 16 then
      all[#all + 1] = symbol
    else
      local repeated = symbol == 16 and all[#all] or 0
      if repeated == nil then corrupt("a repetition of no length") end
      local times = symbol == 16 and 3 + reader.bits(2) or symbol == 17 and 3 + reader.bits(3) or 11 + reader.bits(7)
      if #all + times > literals + distances then corrupt("too many code lengths") end
      for _ = 1, times do all[#all + 1] = repeated end
    end
  end
  if all[257] == 0 then corrupt("no code for the end of the block") end
  local function part(from, to, what)
    local some = {}
    for index = from, to do some[#some + 1] = all[index] end
    local made, unused = huffman(some)
    if unused ~= 0 and (unused < 0 or #some ~= made.count[0] + made.count[1]) then corrupt("a code of " .. what .. " that is not complete") end
    return made
  end
  return part(1, literals, "literals"), part(literals + 1, literals + distances, "distances")
end

local function coded_block(reader, out, literals, distances, window, limit)
  while true do
    local symbol = reader.symbol(literals)
    if symbol == 256 then return end
    if symbol < 256 then
      out[#out + 1] = symbol
    else
      if symbol > 285 then corrupt("a length that does not exist") end
      local length = LENGTH_BASE[symbol - 256] + reader.bits(LENGTH_EXTRA[symbol - 256])
      local code = reader.symbol(distances)
      local distance = DISTANCE_BASE[code + 1] + reader.bits(DISTANCE_EXTRA[code + 1])
      if distance > #out or distance > window then corrupt("a distance before the window") end
      for _ = 1, length do out[#out + 1] = out[#out + 1 - distance] end
    end
    if #out > limit then error({ over = true }, 0) end
  end
end

-- Appends the octets of a payload to `out`, which begins with the octets before the message.
-- Returns nothing, or a table with `over` or `corrupt`.
local function inflate(payload, out, window, most)
  local before, limit = #out, #out + most
  local data = payload .. SYNC_FLUSH_TAIL
  local reader = bit_reader(data, #payload, out)
  local done, problem = pcall(function()
    while reader.at <= #data or reader.held > 0 do
      if reader.bits(1) == 1 then corrupt("a final block") end
      local kind = reader.bits(2)
      if kind == 0 then stored_block(reader, out, limit)
      elseif kind == 1 then coded_block(reader, out, FIXED_LITERALS, FIXED_DISTANCES, window, limit)
      elseif kind == 2 then
        local literals, distances = dynamic_codes(reader)
        coded_block(reader, out, literals, distances, window, limit)
      else corrupt("a kind of block that does not exist") end
    end
    if #out == before then corrupt("an empty message") end
    if reader.size_at_tail ~= #out then corrupt("octets of the message in the appended octets") end
  end)
  if done then return nil end
  if type(problem) ~= "table" then error(problem, 0) end
  return problem
end
