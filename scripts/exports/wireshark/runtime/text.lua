-- Text.

-- The least second octet of UTF-8 after a first octet where it is not 0x80, and the greatest where it is not 0xBF.
local LEAST_SECOND = { [0xe0] = 0xa0, [0xf0] = 0x90 }
local GREATEST_SECOND = { [0xed] = 0x9f, [0xf4] = 0x8f }

local function following_octets(first)
  if first < 0x80 then return 0 end
  if first >= 0xc2 and first <= 0xdf then return 1 end
  if first >= 0xe0 and first <= 0xef then return 2 end
  if first >= 0xf0 and first <= 0xf4 then return 3 end
  return nil
end

-- Returns whether octets are UTF-8 of RFC 3629: no surrogates, no longer forms than needed.
local function is_utf8(text)
  local at = text:find("[\128-\255]")
  while at ~= nil do
    local first = text:byte(at)
    local following = following_octets(first)
    if following == nil then return false end
    for index = 1, following do
      local octet = text:byte(at + index) or 0
      local least = index == 1 and LEAST_SECOND[first] or 0x80
      local greatest = index == 1 and GREATEST_SECOND[first] or 0xbf
      if octet < least or octet > greatest then return false end
    end
    at = text:find("[\128-\255]", at + following + 1)
  end
  return true
end

local function is_ascii(text) return text:find("[\128-\255]") == nil end

-- Returns the start of a text for a column: whole characters, without controls.
local function clip(text)
  local short = text:sub(1, 40)
  if #text > 40 then short = short:gsub("[\192-\255][\128-\191]*$", "") .. "..." end
  return (short:gsub("[%c\127]", "."))
end
