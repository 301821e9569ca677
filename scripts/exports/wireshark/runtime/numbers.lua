-- Numbers of up to 64 bits: two halves of at most 32 bits, because a number of Lua 5.2 is exact up to 53 bits only.

local HALF = 2 ^ 32

-- Returns a number without a fraction as Lua 5.4 prints it, too.
local function whole(number) return math.floor(number) end

-- Returns the number of some bits, the first one most significant.
local function bits_number(raw, bit_at, bits)
  local number = 0
  while bits > 0 do
    local octet = raw:byte(math.floor(bit_at / 8) + 1)
    local used = bit_at % 8
    local taken = math.min(8 - used, bits)
    number = number * 2 ^ taken + math.floor(octet / 2 ^ (8 - used - taken)) % 2 ^ taken
    bit_at, bits = bit_at + taken, bits - taken
  end
  return number
end

-- Returns the halves of an integer. Little endian integers begin and end on octets.
local function read_integer(raw, bit_at, bits, little)
  if little then
    raw, bit_at = raw:sub(bit_at / 8 + 1, (bit_at + bits) / 8):reverse(), 0
  end
  local upper = math.max(0, bits - 32)
  return whole(bits_number(raw, bit_at, upper)), whole(bits_number(raw, bit_at + upper, bits - upper))
end

-- Returns whether a number lies in one of the ranges; a range without an end has no bound.
local function within(number, ranges)
  for _, range in ipairs(ranges) do
    if number >= range[1] and (range[2] == nil or number <= range[2]) then return true end
  end
  return false
end

local function ranges_text(ranges)
  local texts = {}
  for _, range in ipairs(ranges) do
    texts[#texts + 1] = range[2] == nil and range[1] .. " or more" or range[1] == range[2] and tostring(range[1]) or range[1] .. " to " .. range[2]
  end
  return table.concat(texts, ", or ")
end
