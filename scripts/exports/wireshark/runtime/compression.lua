-- Compression methods by name. Each returns the octets of a message, or nil, the problem, and whether the message is over the limit.
-- `values` are those of the struct that the model names for the payload; `context` is that of one direction.

local function octets_text(octets, from)
  local texts = {}
  for at = from, #octets, 4096 do
    texts[#texts + 1] = string.char((table.unpack or unpack)(octets, at, math.min(at + 4095, #octets)))
  end
  return table.concat(texts)
end

local LZ4_MAX_EXPANSION = 255

local methods = {}

function methods.lz4(payload, values, _, limit)
  local size, block = values.size, payload:sub(values.block.at + 1, values.block.at + values.block.size)
  if size > limit then return nil, size .. " octets, the limit is " .. limit, true end
  if size > LZ4_MAX_EXPANSION * #block then return nil, "the block cannot hold " .. size .. " octets" end
  local octets, problem = lz4_block(block, size)
  if octets == nil then return nil, problem end
  return octets_text(octets, 1)
end

-- The widest window of RFC 1951, where the capture lacks the header section with the agreed one.
local DEFLATE_WINDOW_BITS = 15

function methods.deflate(payload, _, context, limit)
  local window = 2 ^ (context.parameter or DEFLATE_WINDOW_BITS)
  local before = context.window or ""
  local out = { before:byte(1, -1) }
  local problem = inflate(payload, out, window, limit)
  if problem ~= nil and problem.over then return nil, "more than the limit of " .. limit .. " octets", true end
  if problem ~= nil then return nil, problem.corrupt end
  context.window = octets_text(out, math.max(1, #out - window + 1))
  return octets_text(out, #before + 1)
end
