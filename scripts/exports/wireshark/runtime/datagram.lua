-- Single structs, one in each datagram: the model names no stream. Analyze > Decode As, or -d udp.port==PORT,NAME, chooses the port.

function protocol.proto.dissector(tvb, pinfo, tree)
  pinfo.cols.protocol = protocol.title
  local chosen = protocol.elements[#protocol.elements > 1 and protocol.proto.prefs.element or 1]
  local raw, bounds = tvb:raw(), {}
  for bound, link in pairs(protocol.bounds) do
    local most = link.codes == nil and protocol.proto.prefs[bound] or 0
    if most > 0 then bounds[bound] = most end
  end
  local node = read_struct(chosen, raw, 0, nil, bounds)
  local item = tree:add(protocol.proto, tvb())
  if node.fault == nil and node.needs ~= nil then
    node.fault = { code = chosen.fault, text = chosen.title .. " is cut off: " .. node.needs .. " more octets expected", at = 0, size = #raw }
  elseif node.fault == nil and node.size < #raw then
    node.fault = { code = chosen.fault, text = "octets behind " .. chosen.title, at = node.size, size = #raw - node.size }
  end
  show_read(item, tvb, node)
  local text = table.concat(summarize(node, {}), " ")
  item:append_text(": " .. chosen.title .. " " .. text)
  pinfo.cols.info:set(chosen.title .. " " .. text)
  return #raw
end

DissectorTable.get("udp.port"):add_for_decode_as(protocol.proto)
