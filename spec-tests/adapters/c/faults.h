/* The faults of a receiver by their error codes (Section "Error"). */
#ifndef FAULTS_H
#define FAULTS_H

/* An error code; NULL for no fault. */
typedef const char *Fault;

#define FAULT_UTF8 "UTF8"
#define FAULT_DECO "DECO"
#define FAULT_FRAM "FRAM"
#define FAULT_LRGE "LRGE"

#endif
