-- Messages in payloads that a compression method made.

-- Returns a table with the octets of the `message`, or with a `fault`.
local function open_payload(node, raw, bounds, context)
  local opaque = node.opaque
  local payload = raw:sub(opaque.at + 1, node.at + node.size)
  local name = opaque.method.field.names[opaque.method.value]
  local opened = { payload = payload }
  local form = opaque.rule.payloads[opaque.method.value]
  if form ~= nil then
    opened.head = read_struct(form, payload, 0, nil, bounds)
    opened.fault = opened.head.fault
    if opened.head.needs ~= nil then opened.fault = { code = opaque.rule.as.fault, text = form.title .. " is cut off", at = 0, size = #payload } end
    if opened.fault ~= nil then return opened end
  end
  if methods[name] == nil then return opened end
  local limit = opaque.rule.limit and bounds[opaque.rule.limit.bound] or math.huge
  local message, problem, over = methods[name](payload, opened.head and opened.head.values, context, limit)
  opened.message = message
  if message == nil then
    opened.fault = { code = over and opaque.rule.limit.fault or opaque.rule.as.fault, text = name .. ": " .. problem, at = 0, size = #payload }
  end
  return opened
end

-- Shows what `open_payload` returned, and adds to the words of the column. Returns the fault, or nil.
local function show_message(tree, tvb, node, opened, words)
  local opaque = node.opaque
  local payload = tvb(opaque.at, math.max(1, #opened.payload)):tvb()
  if opened.head ~= nil then show_node(tree, payload, opened.head, opened.fault) end
  if opened.fault ~= nil then
    show_fault(tree, payload, opened.fault)
    return opened.fault
  end
  if opened.message == nil then return nil end
  local inner = ByteArray.new(opened.message, true):tvb("Decompressed " .. opaque.struct.title)
  local content = read_struct(opaque.struct, opened.message, 0, #opened.message, {})
  show_read(tree, inner, content)
  summarize(content, words)
  return content.fault
end
