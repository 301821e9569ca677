-- Shows nodes in the tree of a packet.

-- Returns octets that are in the buffer; an empty range at its end begins at its last octet.
local function part(tvb, at, size)
  local total = tvb:len()
  local from = math.min(at, total)
  local length = math.max(0, math.min(size, total - from))
  if length == 0 and from > 0 then from = from - 1 end
  return tvb(from, length)
end

local function show_fault(item, tvb, fault)
  local shown = item:add(protocol.fault, part(tvb, fault.at, fault.size), fault.code)
  shown:append_text(" (" .. fault.text .. ")")
  shown:set_generated(true)
  shown:add_proto_expert_info(protocol.malformed, fault.code .. ": " .. fault.text)
end

local function show_number(tree, tvb, item)
  local field, range = item.field, part(tvb, item.at, item.size)
  if field.direct then return (tree:add_packet_field(field.show, range, field.little and ENC_LITTLE_ENDIAN or ENC_BIG_ENDIAN)) end
  if field.wide then return tree:add(field.show, range, UInt64.new(item.lower, item.upper)) end
  return tree:add(field.show, range, item.value)
end

local function show_item(tree, tvb, item)
  local field = item.field
  if item.partial then return nil end
  if item.items ~= nil then return tree:add(field.show, part(tvb, item.at, item.size)) end
  if field.bits ~= nil then
    local shown = show_number(tree, tvb, item)
    if field.names ~= nil and field.wide then shown:append_text(" (" .. (field.names[item.value] or "not registered") .. ")") end
    return shown
  end
  local range = part(tvb, item.at, item.size)
  if field.kind == "code" then
    local shown = tree:add(field.show, range, clip(item.value))
    shown:append_text(": " .. (field.names[item.value] or "not registered"))
    return shown
  end
  if field.charset == nil then return tree:add(field.show, range) end
  return (tree:add_packet_field(field.show, range, field.charset == "utf8" and ENC_UTF_8 or ENC_ASCII))
end

-- Shows the items of a node, and its fault beneath the item that has it.
local function show_node(tree, tvb, node, fault)
  local shown_fault = false
  for _, item in ipairs(node.items) do
    local shown = show_item(tree, tvb, item)
    if item.items ~= nil then shown_fault = show_node(shown, tvb, item, fault) or shown_fault end
    if fault ~= nil and fault.item == item and shown ~= nil then
      show_fault(shown, tvb, fault)
      shown_fault = true
    end
  end
  return shown_fault
end

local function show_read(tree, tvb, node)
  if not show_node(tree, tvb, node, node.fault) and node.fault ~= nil then show_fault(tree, tvb, node.fault) end
end

-- Adds the words of a column: names of codes, numbers of case structs, starts of texts.
local function summarize(node, words)
  for _, item in ipairs(node.items) do
    local field = item.field
    if item.items ~= nil or item.partial or field.quiet or item.value ~= nil and item.value == field.omit then
      -- says nothing in a line
    elseif field.kind == "code" then words[#words + 1] = clip(item.value)
    elseif field.names ~= nil then words[#words + 1] = field.names[item.value] or tostring(item.value)
    elseif field.bits ~= nil then words[#words + 1] = tostring(item.value)
    elseif item.text ~= nil and item.text ~= "" then words[#words + 1] = clip(item.text) end
  end
  return words
end
