-- Reads structs by their descriptions, in the order and with the checks of a receiver. Offsets count from 0.
--
-- A node has the `items` of its fields, each with `field`, `at` and `size` in octets, and their `values` by name: numbers, codes, texts of
-- ASCII codes, places of octet strings. A region is what a length delimits: `stop` is its end, `depth` the nesting where it began.

local Reader = {}
Reader.__index = Reader

-- Ends the reading: more octets are needed.
function Reader:need(octets) error({ needs = whole(octets) }, 0) end

-- Ends the reading: a check failed.
function Reader:fail(code, text, at, size, item) error({ fault = { code = code, text = text, at = at, size = size, item = item } }, 0) end

-- Checks that octets lie in the region and have arrived.
function Reader:require(region, octets, struct, title)
  local left = region.stop - self.at
  if region.delimited and octets > left then
    self:fail(struct.fault, title .. ": expected " .. octets .. " octets, found " .. left, self.at, left)
  end
  local missing = octets - (#self.raw - self.at)
  if missing > 0 then self:need(missing) end
end

-- Checks that a delimited region has arrived as a whole.
function Reader:whole(region)
  if region.delimited and region.stop > #self.raw then self:need(region.stop - #self.raw) end
end

function Reader:add(node, item)
  node.items[#node.items + 1] = item
  return item
end

-- The checks of a number; each returns the expectation where it does not hold.
local number_checks = {}

function number_checks.least(value, check) return value < check.value and "at least " .. check.value end
function number_checks.most(value, check) return value > check.value and "at most " .. check.value end
function number_checks.equals(value, check) return value ~= check.value and tostring(check.value) end
function number_checks.registered(value, _, field) return not field.open and field.names[value] == nil and "a registered code" end

function number_checks.bound(value, check, _, bounds)
  local most = bounds[check.bound] and bounds[check.bound] + check.overhead
  return most and value > most and "at most " .. most
end

function number_checks.agreed(value, check, field, bounds)
  local agreed = bounds[check.bound]
  return agreed ~= nil and value ~= field.omit and value ~= agreed and "only what was agreed"
end

-- Returns the first fault of a number, or nil.
function Reader:number_fault(item)
  local field = item.field
  for _, check in ipairs(field.checks) do
    local checked = number_checks[check.rule]
    local expected = checked and checked(item.value, check, field, self.bounds)
    if expected then
      local text = field.title .. ": expected " .. expected .. ", found " .. item.value
      return { code = check.fault, text = text, at = item.at, size = item.size, item = item }
    end
  end
  return nil
end

-- Reads the rest of a prefix-coded integer behind its lead. Returns the fault of a form that is not the shortest.
function Reader:prefixed(item, region, struct)
  local field, lead = item.field, item.lower
  local form
  for _, each in ipairs(field.integer.forms) do
    form = form or lead <= each.most and each
  end
  local kept = lead % 2 ^ form.keep
  self:require(region, whole(form.extra / 8), struct, field.title)
  local upper, lower = read_integer(self.raw, self.at * 8, form.extra, field.integer.little)
  if form.extra >= 32 then
    item.upper, item.lower = whole(kept * 2 ^ (form.extra - 32) + upper), lower
  else
    item.upper, item.lower = 0, whole(kept * 2 ^ form.extra + lower)
  end
  self.at, item.size = self.at + whole(form.extra / 8), item.size + whole(form.extra / 8)
  item.value = whole(item.upper * HALF + item.lower)
  for _, check in ipairs(field.checks) do
    if check.rule == "shortest" and form.smaller ~= nil and item.value <= form.smaller then
      local text = field.title .. ": expected the shortest form, found " .. item.value .. " in " .. item.size .. " octets"
      return { code = check.fault, text = text, at = item.at, size = item.size, item = item }
    end
  end
  return nil
end

-- Reads bit fields that fill whole octets together. Behind a fault it still shows the others. Returns the index behind them, and the region.
function Reader:bits(struct, index, region, node, depth)
  local total, last = 0, index - 1
  repeat
    last = last + 1
    total = total + struct.fields[last].bits
  until total % 8 == 0
  self:require(region, whole(total / 8), struct, struct.fields[index].title)
  local from, start, fault = self.at, 0, nil
  self.at = from + whole(total / 8)
  for each = index, last do
    local field = struct.fields[each]
    local upper, lower = read_integer(self.raw, from * 8 + start, field.bits, field.little)
    local at, stop = from + math.floor(start / 8), from + math.ceil((start + field.bits) / 8)
    local item = self:add(node, { field = field, at = at, size = stop - at, upper = upper, lower = lower })
    item.value = whole(upper * HALF + lower)
    if field.kind == "prefixed" and fault == nil then
      item.partial = true
      fault = self:prefixed(item, region, struct)
      item.partial = nil
    end
    fault = fault or self:number_fault(item)
    node.values[field.name] = item.value
    node.by_name[field.name] = item
    start = start + field.bits
  end
  if fault ~= nil then error({ fault = fault }, 0) end
  if struct.fields[last].role == "length" then region = self:delimit(region, struct, node.by_name[struct.fields[last].name], depth) end
  return last + 1, region
end

-- Begins the region behind a length.
function Reader:delimit(region, struct, item, depth)
  local stop = self.at + item.value
  if region.delimited and stop > region.stop then
    local text = item.field.title .. ": expected at most " .. region.stop - self.at .. " octets, found " .. item.value
    self:fail(struct.fault, text, item.at, item.size, item)
  end
  return { stop = stop, delimited = true, depth = depth }
end

-- Reads an ASCII code.
function Reader:code(field, region, node, _, struct)
  self:require(region, field.octets, struct, field.title)
  local text = self.raw:sub(self.at + 1, self.at + field.octets)
  local item = self:add(node, { field = field, at = self.at, size = field.octets, value = text })
  for _, check in ipairs(field.checks) do
    if check.rule == "registered" then
      local outside = false
      for _, octet in ipairs({ text:byte(1, -1) }) do
        outside = outside or check.octets ~= nil and not within(octet, { check.octets })
      end
      if outside or check.octets == nil and not field.open and field.names[text] == nil then
        self:fail(check.fault, field.title .. ": expected a code that is registered or well formed", item.at, item.size, item)
      end
    end
  end
  self.at = self.at + field.octets
  node.values[field.name], node.by_name[field.name] = text, item
end

local charsets = { utf8 = { check = is_utf8, name = "UTF-8" }, ascii = { check = is_ascii, name = "ASCII" } }

-- Reads octets or text.
function Reader:run(field, region, node, _, struct)
  if field.rest then
    self:whole(region)
  else
    self:require(region, field.octets or node.values[field.count], struct, field.title)
  end
  local size = field.rest and region.stop - self.at or field.octets or node.values[field.count]
  local item = self:add(node, { field = field, at = self.at, size = size })
  for _, check in ipairs(field.checks) do
    if check.rule == "size" and not within(size, check.sizes) then
      self:fail(check.fault, field.title .. ": expected " .. ranges_text(check.sizes) .. " octets, found " .. size, self.at, size, item)
    end
  end
  local charset = charsets[field.charset]
  if charset ~= nil then
    item.text = self.raw:sub(self.at + 1, self.at + size)
    if not charset.check(item.text) then
      item.text = nil
      self:fail(field.charset_fault, field.title .. ": expected " .. charset.name, self.at, size, item)
    end
  end
  self.at = self.at + size
  node.values[field.name] = item
end

-- Reads a struct in place.
function Reader:nested(field, region, node, depth)
  local item = self:add(node, { field = field, at = self.at, size = 0, items = {} })
  self:struct(field.struct, region, self.node(item), depth + 1)
  item.size = self.at - item.at
end

-- Reads a list of structs.
function Reader:list(field, region, node, depth, struct)
  local done = 0
  if field.to_end then self:whole(region) end
  while true do
    if field.to_end and self.at >= region.stop or field.count ~= nil and done >= node.values[field.count] then return end
    if field.closing ~= nil then
      self:require(region, 1, struct, field.title)
      if self.raw:byte(self.at + 1) == field.closing then
        self.at = self.at + 1
        return
      end
    end
    self:nested(field, region, node, depth)
    done = done + 1
  end
end

-- Reads the fields that a code chooses, or those of a payload that a higher layer decodes.
function Reader:variant(field, region, node, depth, struct)
  local code, opaque = node.values[field.by], field.opaque
  if opaque ~= nil and node.values[opaque.by] ~= opaque.omit then
    local method = node.by_name[opaque.by]
    if not opaque.cases[code] then
      self:fail(opaque.fault, method.field.title .. ": expected none in a frame of this type", method.at, method.size, method)
    end
    node.opaque = { method = method, struct = field.cases[code], at = self.at, rule = opaque }
    return self:case(opaque.as, region, node, depth, field.fills)
  end
  local case = field.cases[code] or field.other
  if case == nil then return self:finish(struct, region, depth) end
  return self:case(case, region, node, depth, field.fills)
end

-- Reads one case. The size of a case that fills the region is checked before its octets have arrived.
function Reader:case(case, region, node, depth, fills)
  if fills and region.delimited then
    local size = region.stop - self.at
    if not within(size, case.sizes) then
      self:fail(case.fault, case.title .. ": expected " .. ranges_text(case.sizes) .. " octets, found " .. size, self.at, size)
    end
    self:whole(region)
  end
  return self:struct(case, region, node, depth)
end

function Reader:finish(struct, region, depth)
  if region.delimited and region.depth == depth and self.at ~= region.stop then
    local left = region.stop - self.at
    self:fail(struct.fault, struct.title .. ": expected its end, found " .. left .. " octets left over", self.at, left)
  end
end

-- Returns whether all tests of a condition hold. A field that is absent itself has no value.
local function holds(tests, values)
  for _, test in ipairs(tests) do
    local value = values[test.field]
    if value == nil or test.values ~= nil and not test.values[value] or test.ranges ~= nil and not within(value, test.ranges) then
      return false
    end
  end
  return true
end

-- Reads the fields of a struct.
function Reader:struct(struct, region, node, depth)
  local index, in_group = 1, false
  while index <= #struct.fields do
    local field = struct.fields[index]
    if field.group and not in_group then
      self:whole(region)
      if self.at >= region.stop then break end
      in_group = true
    end
    if field.kind == "variant" and not field.followed then return self:variant(field, region, node, depth, struct) end
    if field.when ~= nil and not holds(field.when, node.values) then
      index = index + 1
    elseif field.bits ~= nil then
      index, region = self:bits(struct, index, region, node, depth)
    else
      -- A case that other fields follow does not end the region.
      local inner = field.kind == "variant" and 1 or 0
      self[field.kind](self, field, region, node, depth + inner, struct)
      index = index + 1
    end
  end
  return self:finish(struct, region, depth)
end

-- Makes a node of a table that has `items`.
function Reader.node(item)
  item.values, item.by_name = {}, {}
  return item
end

-- Reads one struct from octets. `stop` delimits it; without it, it may be incomplete.
-- Returns a node with the `size` of what was read, and `needs` or `fault` where it ended early.
local function read_struct(struct, raw, at, stop, bounds)
  local reader = setmetatable({ raw = raw, at = at, bounds = bounds }, Reader)
  local node = Reader.node({ at = at, items = {} })
  local done, ending = pcall(function()
    reader:struct(struct, { stop = stop or #raw, delimited = stop ~= nil, depth = 0 }, node, 0)
  end)
  if not done and type(ending) ~= "table" then error(ending, 0) end
  node.size = reader.at - at
  if not done then node.needs, node.fault = ending.needs, ending.fault end
  return node
end
