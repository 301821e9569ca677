/* Frames in memory and as octets (Section "Frames"). */
#ifndef FRAMES_H
#define FRAMES_H

#include "faults.h"
#include "octets.h"

typedef enum { FRAME_TEXT, FRAME_BINARY, FRAME_ERROR, FRAME_PING } FrameType;
typedef enum { KIND_PING, KIND_PONG } PingKind;
typedef enum { METHOD_NONE, METHOD_LZ4, METHOD_DEFLATE } Method;

enum { ERROR_CODE_SIZE = 4, PING_DATA_SIZE = 8 };

/* A frame; `body` is the message, the Reason or the Data. */
typedef struct {
    FrameType type;
    View body;
    View code;       /* Code of an error frame */
    bool has_status; /* Status and Reason are present */
    uint16_t status;
    PingKind kind; /* Kind of a ping frame */
} Frame;

/* Returns whether a payload of a type may have a size in octets. */
bool frame_size_allowed(FrameType type, uint32_t size);
/* Reads a complete, decompressed payload of an allowed size; returns NULL or the fault. */
Fault frame_read_payload(FrameType type, View payload, Frame *frame);
/* Writes a frame, uncompressed. */
void frame_add(Octets *out, const Frame *frame);

#endif
