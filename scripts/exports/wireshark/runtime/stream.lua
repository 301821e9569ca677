-- Streams of structs in the DATA frames of HTTP/2.

-- By direction of a stream: whether it is over, and what its compression method keeps.
local directions = {}
-- What the first pass found out about each struct, so that later passes show the same: later passes come in any order.
local found = {}

function protocol.proto.init() exchanges, directions, found = {}, {}, {} end

-- The first pass of `tshark -2` without a filter builds no tree, so the field is empty; then the next pass is the first one that counts.
-- Returns nil then; else the identities of the stream and its direction, and that of a buffer, equal in each pass. Its length is not: later passes
-- leave out octets that belong to a later packet. The field has the identifiers of all HTTP/2 frames of the packet so far; the last
-- one is that of the buffer.
local function identify(tvb, pinfo)
  local ids = { http2.streamid() }
  if #ids == 0 then return nil end
  local stream = connection_key() .. "/" .. ids[#ids].value
  return stream, stream .. "/" .. source(pinfo), table.concat({ pinfo.number, #ids, tvb:offset(), stream, source(pinfo) }, "/")
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
  note_headers(pinfo)
  local stream, key, place = identify(tvb, pinfo)
  local direction = stream and directions[key] or {}
  if stream ~= nil then directions[key] = direction end
  local exchange = stream and exchanges[stream] or { client = {}, server = {} }
  direction.parameter = exchange.parameter
  pinfo.cols.protocol = protocol.title
  local raw, at, texts = tvb:raw(), 0, {}
  while at < #raw do
    local id = place and place .. "/" .. at
    local known = id and found[id] or { ignored = direction.over, bounds = bounds_of(exchange, source(pinfo)) }
    if known.ignored then
      if id ~= nil then found[id] = known end
      local item = tree:add(protocol.proto, part(tvb, at, #raw - at))
      item:add(protocol.ignored, part(tvb, at, #raw - at))
      item:append_text(": ignored, " .. #raw - at .. " octets")
      break
    end
    local node, missing = dissect_one(tvb, raw, at, tree, direction, known, texts)
    if node == nil then
      pinfo.desegment_offset, pinfo.desegment_len = at, missing
      break
    end
    if id ~= nil then found[id] = known end
    if node.fault ~= nil then break end
    at = at + node.size
  end
  if #texts > 0 then pinfo.cols.info:append(" [" .. table.concat(texts, "; ") .. "]") end
  return #raw
end

DissectorTable.get("streaming_content_type"):add(protocol.media_type, protocol.proto)
