-- What the two endpoints of a stream negotiated, from the header sections of HTTP/2.
--
-- A subdissector sees neither headers of earlier packets nor whose they are. A postdissector sees all of one packet: the n-th header
-- section with its fields belongs to the n-th frame that ends one.

local http2 = {}
for _, name in ipairs({ "type", "flags", "streamid", "header.count", "header.name", "header.value" }) do http2[name] = Field.new("http2." .. name) end
local tcp_stream = Field.new("tcp.stream")

local HEADERS, PUSH_PROMISE, CONTINUATION, END_HEADERS = 1, 5, 9, 4

-- By stream: the address of the server, and bounds by role of the sender of a field.
local exchanges = {}

local function source(pinfo) return tostring(pinfo.src) .. ":" .. pinfo.src_port end
local function destination(pinfo) return tostring(pinfo.dst) .. ":" .. pinfo.dst_port end

local function connection_key()
  local found = tcp_stream()
  return found and tostring(found.value) or ""
end

-- Reads the fields that carry a bound: the key of a dictionary's only member is a code, an integer is a number.
local function note_bounds(exchange, role, fields)
  for bound, link in pairs(protocol.bounds) do
    local text = link.field and fields[link.field]
    if link.codes ~= nil and role == "server" then
      local key, parameter = (text or ""):match("^%s*([a-z*][a-z0-9_.*-]*)=?(%d*)")
      exchange[role][bound] = key and link.codes[key] or -1
      exchange.parameter = tonumber(parameter)
    elseif link.codes == nil and text ~= nil then
      exchange[role][bound] = tonumber(text:match("^%s*(%d+)"))
    end
  end
end

local function note_section(key, fields, pinfo)
  local exchange = exchanges[key] or { client = {}, server = {} }
  exchanges[key] = exchange
  local status = tonumber(fields[":status"] or "")
  if fields[":method"] ~= nil then
    exchange.server_address = destination(pinfo)
    note_bounds(exchange, "client", fields)
  elseif status ~= nil and status >= 200 then
    exchange.server_address = source(pinfo)
    note_bounds(exchange, "server", fields)
  end
end

-- Reads the header sections of a packet, as far as they have been dissected.
local function note_headers(pinfo)
  local counts = { http2["header.count"]() }
  if #counts == 0 then return end
  local types, flags, ids = { http2.type() }, { http2.flags() }, { http2.streamid() }
  local names, values = { http2["header.name"]() }, { http2["header.value"]() }
  local connection, section, at = connection_key(), 0, 0
  for index, kind in ipairs(types) do
    local ends = flags[index] ~= nil and math.floor(flags[index].value / END_HEADERS) % 2 == 1
    if ends and (kind.value == HEADERS or kind.value == PUSH_PROMISE or kind.value == CONTINUATION) then
      section = section + 1
      local fields = {}
      for _ = 1, counts[section] and counts[section].value or 0 do
        at = at + 1
        if names[at] ~= nil and values[at] ~= nil then fields[names[at].value] = values[at].value end
      end
      if ids[index] ~= nil then note_section(connection .. "/" .. ids[index].value, fields, pinfo) end
    end
  end
end

local observer = Proto(protocol.name .. ".headers", protocol.title .. " negotiation")
function observer.dissector(_, pinfo) note_headers(pinfo) end
register_postdissector(observer)

-- Returns the bounds of what a sender sends: those that its receiver announced, else those of the preferences.
local function bounds_of(exchange, sender)
  local bounds = {}
  local receiver = exchange.server_address == sender and "client" or "server"
  for bound, link in pairs(protocol.bounds) do
    if link.codes ~= nil then bounds[bound] = exchange.server[bound]
    else bounds[bound] = exchange[receiver][bound] or protocol.proto.prefs[bound] end
    if bounds[bound] == 0 and link.codes == nil then bounds[bound] = nil end
  end
  return bounds
end
