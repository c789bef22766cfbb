// The part of glibc that Swift's own module of it leaves out.
#include <sys/epoll.h>
