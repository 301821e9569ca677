/* A receiver of frames, which takes octets however they are cut (Section 6.1). */
#ifndef DECODER_H
#define DECODER_H

#include "frames.h"
#include "inflate.h"

/* How it is set up, and what it has so far. Set the first two members and leave the rest zero. */
typedef struct {
    Method method;  /* what was negotiated */
    uint64_t limit; /* for one message, in octets */

    Inflater inflater;
    Octets head; /* of the frame in progress: Length and the octet after it */
    Octets payload;
    Octets message; /* after decompression */
    bool head_done;
    uint32_t length; /* of the payload in progress */
    Method compression;
    FrameType type;
    bool ended; /* by an error frame: the rest is ignored */
    Fault fault;
} Decoder;

/* Is given each frame that is complete; what it holds is valid only during the call. */
typedef void FrameSink(void *context, const Frame *frame);

/* Takes octets. After a fault or an error frame they are ignored. */
void decoder_feed(Decoder *decoder, View octets, FrameSink *sink, void *context);
/* Whether the octets ended inside a frame, without a fault. */
bool decoder_inside_frame(const Decoder *decoder);
void decoder_free(Decoder *decoder);

#endif
