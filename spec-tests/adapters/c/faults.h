/* The faults that a receiver can find, by their codes on the wire (Section 6.4). */
#ifndef FAULTS_H
#define FAULTS_H

/* One of the codes, or NULL where there is none. */
typedef const char *Fault;

#define FAULT_UTF8 "UTF8"
#define FAULT_DECO "DECO"
#define FAULT_FRAM "FRAM"
#define FAULT_LRGE "LRGE"

#endif
