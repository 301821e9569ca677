-- Streams of structs in the DATA frames of HTTP/2.

-- By direction of a stream: whether it is over, and what its compression method keeps.
local directions = {}
-- What the first pass found out about each struct, so that later passes show the same: later passes come in any order.
local found = {}

function protocol.proto.init() exchanges, directions, found = {}, {}, {} end

-- Returns the identities of the stream and its direction, and that of a buffer, equal in each pass. The dissectors of HTTP/2 tell
-- the identifiers of all frames of the packet so far; the last one is that of the buffer.
local function identify(tvb, pinfo)
  local ids = { http2.streamid() }
  local id = ids[#ids] and ids[#ids].value or ""
  local stream = connection_key() .. "/" .. id
  return stream, stream .. "/" .. source(pinfo), table.concat({ pinfo.number, #ids, tvb:offset(), tvb:len(), stream, source(pinfo) }, "/")
end

local function is_end(node)
  local finish = protocol.finish
  return finish ~= nil and node.values[finish.field] == finish.equals
end

-- Dissects the struct at an offset. Returns its node, or nil and the number of missing octets.
local function dissect_one(tvb, raw, at, tree, direction, known, texts)
  local node = read_struct(protocol.element, raw, at, nil, known.bounds)
  if node.needs ~= nil then return nil, node.needs end
  local size = node.fault and #raw - at or node.size
  local item = tree:add(protocol.proto, part(tvb, at, size))
  local words = summarize(node, {})
  show_read(item, tvb, node)
  if node.opaque ~= nil and node.fault == nil then
    known.opened = known.opened or open_payload(node, raw, known.bounds, direction)
    known.failed = show_message(item, tvb, node, known.opened, words)
  end
  local failed = node.fault or known.failed
  if failed then words[#words + 1] = "(fault " .. failed.code .. ")" end
  item:append_text(": " .. table.concat(words, " ") .. ", " .. size .. " octets")
  texts[#texts + 1] = table.concat(words, " ")
  if is_end(node) and node.fault == nil then item:add_proto_expert_info(protocol.last) end
  if failed or is_end(node) then direction.over = true end
  return node
end

function protocol.proto.dissector(tvb, pinfo, tree)
  if not pinfo.visited then note_headers(pinfo) end
  local stream, key, place = identify(tvb, pinfo)
  local direction = directions[key] or {}
  directions[key] = direction
  local exchange = exchanges[stream] or { client = {}, server = {} }
  direction.parameter = exchange.parameter
  pinfo.cols.protocol = protocol.title
  local raw, at, texts = tvb:raw(), 0, {}
  while at < #raw do
    local id = place .. "/" .. at
    local known = found[id] or { ignored = direction.over, bounds = bounds_of(exchange, source(pinfo)) }
    if known.ignored then
      found[id] = known
      tree:add(protocol.ignored, part(tvb, at, #raw - at))
      break
    end
    local node, missing = dissect_one(tvb, raw, at, tree, direction, known, texts)
    if node == nil then
      pinfo.desegment_offset, pinfo.desegment_len = at, missing
      break
    end
    found[id] = known
    if node.fault ~= nil then break end
    at = at + node.size
  end
  if #texts > 0 then pinfo.cols.info:append(" [" .. table.concat(texts, "; ") .. "]") end
  return #raw
end

DissectorTable.get("streaming_content_type"):add(protocol.media_type, protocol.proto)
