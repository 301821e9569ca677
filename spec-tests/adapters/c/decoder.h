/* A decoder of frames in DATA frames of any size (Section "Frame Checks"). */
#ifndef DECODER_H
#define DECODER_H

#include "frames.h"
#include "inflate.h"

/* The configuration and the state of a decoder. The caller sets the first two members; the others begin as zeros. */
typedef struct {
    Method method;  /* the negotiated one */
    uint64_t limit; /* the message limit in octets */

    Inflater inflater;
    Octets head; /* Length and the next octet of the frame in progress */
    Octets payload;
    Octets message; /* the decompressed message */
    bool head_done;
    uint32_t length; /* length of the payload in progress */
    Method compression;
    FrameType type;
    bool ended; /* an error frame has ended the stream */
    Fault fault;
} Decoder;

/* Receives each complete frame; the frame is valid during the call only. */
typedef void FrameSink(void *context, const Frame *frame);

/* Decodes octets; ignores those after a fault or an error frame. */
void decoder_feed(Decoder *decoder, View octets, FrameSink *sink, void *context);
/* Returns whether the octets end inside a frame, without a fault. */
bool decoder_inside_frame(const Decoder *decoder);
void decoder_free(Decoder *decoder);

#endif
