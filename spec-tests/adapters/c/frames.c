/* Frames in memory and as octets (Section "Frames"). */
#include "frames.h"

#include "utf8.h"
#include "varsize.h"

enum { STATUS_SIZE = 2, LONGEST_REASON = 123, PING_SIZE = 1 + PING_DATA_SIZE, LEAST_IN_CODE = 0x20, GREATEST_IN_CODE = 0x7e };

bool frame_size_allowed(FrameType type, uint32_t size) {
    if (type == FRAME_PING) return size == PING_SIZE;
    if (type != FRAME_ERROR || size == ERROR_CODE_SIZE) return true;
    return size >= ERROR_CODE_SIZE + STATUS_SIZE && size <= ERROR_CODE_SIZE + STATUS_SIZE + LONGEST_REASON;
}

static Fault read_error(View payload, Frame *frame) {
    frame->code = view(payload.at, ERROR_CODE_SIZE);
    for (size_t i = 0; i < ERROR_CODE_SIZE; i++)
        if (payload.at[i] < LEAST_IN_CODE || payload.at[i] > GREATEST_IN_CODE) return FAULT_FRAM;
    frame->has_status = payload.length > ERROR_CODE_SIZE;
    if (!frame->has_status) return NULL;
    const uint8_t *status = payload.at + ERROR_CODE_SIZE;
    frame->status = (uint16_t)(status[1] << 8 | status[0]);
    frame->body = view(status + STATUS_SIZE, payload.length - ERROR_CODE_SIZE - STATUS_SIZE);
    return utf8_valid(frame->body) ? NULL : FAULT_UTF8;
}

static Fault read_ping(View payload, Frame *frame) {
    if (payload.at[0] > KIND_PONG) return FAULT_FRAM;
    frame->kind = (PingKind)payload.at[0];
    frame->body = view(payload.at + 1, PING_DATA_SIZE);
    return NULL;
}

Fault frame_read_payload(FrameType type, View payload, Frame *frame) {
    *frame = (Frame){.type = type, .body = payload};
    if (type == FRAME_ERROR) return read_error(payload, frame);
    if (type == FRAME_PING) return read_ping(payload, frame);
    return type == FRAME_TEXT && !utf8_valid(payload) ? FAULT_UTF8 : NULL;
}

static void add_payload(Octets *out, const Frame *frame) {
    if (frame->type == FRAME_ERROR) octets_add(out, frame->code);
    if (frame->type == FRAME_PING) octets_add_octet(out, (uint8_t)frame->kind);
    if (frame->has_status) {
        octets_add_octet(out, (uint8_t)frame->status);
        octets_add_octet(out, (uint8_t)(frame->status >> 8));
    }
    octets_add(out, frame->body);
}

void frame_add(Octets *out, const Frame *frame) {
    Octets payload = {0};
    add_payload(&payload, frame);
    varsize_add(out, (uint32_t)(1 + payload.length));
    octets_add_octet(out, (uint8_t)frame->type);
    octets_add(out, octets_view(&payload));
    octets_free(&payload);
}
