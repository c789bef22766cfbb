/* The part of libcurl's interface that the transport uses, and a way to find it when the program runs: machines have
   the library wherever Swift's Foundation or git is, but seldom its headers. Names and numbers are those of the
   library's own documentation (curl.se/libcurl/c), which never change. */
#ifndef CCURL_SHIM_H
#define CCURL_SHIM_H

#include <dlfcn.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/socket.h>
#include <fcntl.h>

typedef struct cc_easy cc_easy;
typedef struct cc_multi cc_multi;

struct cc_list {
    char *data;
    struct cc_list *next;
};

/* A transfer that is over. */
struct cc_message {
    int kind; /* 1: done, the only kind there is */
    cc_easy *easy;
    union {
        void *whatever;
        int code;
    } data;
};

/* A descriptor that is waited for beside those of the transfers. */
struct cc_wait {
    int descriptor;
    short events; /* 1: to read */
    short revents;
};

struct cc_certificates {
    int count;
    struct cc_list **fields; /* "Name:value" each */
};

/* An address as the library hands it to whoever opens the socket. */
struct cc_address {
    int family, type, protocol;
    unsigned int length;
    struct sockaddr address;
};

/* Options of a transfer. Those from 10000 on take a pointer, from 20000 on a function, from 30000 on 64 bits. */
enum cc_option {
    CC_WRITE_DATA = 10001,
    CC_URL = 10002,
    CC_PROXY = 10004,
    CC_ERROR_BUFFER = 10010,
    CC_WRITE_FUNCTION = 20011,
    CC_HEADERS = 10023,
    CC_CLIENT_CERTIFICATE = 10025,
    CC_HEADER_DATA = 10029,
    CC_METHOD = 10036,
    CC_LOW_SPEED = 19,
    CC_LOW_SPEED_SECONDS = 20,
    CC_NO_BODY = 44,
    CC_VERIFY_PEER = 64,
    CC_CA_FILE = 10065,
    CC_FRESH_CONNECT = 74,
    CC_FORBID_REUSE = 75,
    CC_HEADER_FUNCTION = 20079,
    CC_VERIFY_HOST = 81,
    CC_HTTP_VERSION = 84,
    CC_CLIENT_KEY = 10087,
    CC_CA_FOLDER = 10097,
    CC_NO_SIGNAL = 99,
    CC_ACCEPT_ENCODING = 10102,
    CC_BODY_SIZE = 30120,
    CC_CONNECT_ONLY = 141,
    CC_TIMEOUT_MS = 155,
    CC_CONNECT_TIMEOUT_MS = 156,
    CC_OPEN_SOCKET_FUNCTION = 20163,
    CC_COPY_BODY = 10165,
    CC_CERTIFICATE_DETAILS = 172,
    CC_NO_PROXY = 10177,
    CC_PROTOCOLS = 181,
    CC_PATH_AS_IS = 234,
    CC_HTTP09 = 285,
    CC_QUICK_EXIT = 322
};

/* What a transfer tells about itself: text, long, double (seconds, bytes), list. */
enum cc_info {
    CC_INFO_NAME_LOOKUP = 0x300004,
    CC_INFO_CONNECT = 0x300005,
    CC_INFO_BYTES_RECEIVED = 0x300008,
    CC_INFO_REQUEST_SIZE = 0x20000C,
    CC_INFO_FIRST_BYTE = 0x300011,
    CC_INFO_PROXY_STATUS = 0x200016,
    CC_INFO_OS_ERROR = 0x200019,
    CC_INFO_NEW_CONNECTIONS = 0x20001A,
    CC_INFO_ADDRESS = 0x100020,
    CC_INFO_TLS = 0x300021,
    CC_INFO_CERTIFICATES = 0x400022,
    CC_INFO_PORT = 0x200028,
    CC_INFO_HTTP_VERSION = 0x20002E,
    CC_INFO_TOTAL = 0x300003
};

typedef size_t (*cc_receive)(char *bytes, size_t size, size_t count, void *context);

/* The library's functions, found in whichever flavour of it the machine has. */
struct cc_library {
    int (*global_init)(long flags);
    const char *(*version)(void);
    const char *(*easy_message)(int code);
    cc_easy *(*easy_init)(void);
    void (*easy_cleanup)(cc_easy *);
    int (*easy_setopt)(cc_easy *, int option, ...);
    int (*easy_getinfo)(cc_easy *, int info, ...);
    struct cc_list *(*list_append)(struct cc_list *, const char *);
    void (*list_free)(struct cc_list *);
    cc_multi *(*multi_init)(void);
    int (*multi_cleanup)(cc_multi *);
    int (*multi_add)(cc_multi *, cc_easy *);
    int (*multi_remove)(cc_multi *, cc_easy *);
    int (*multi_perform)(cc_multi *, int *running);
    int (*multi_wait)(cc_multi *, struct cc_wait *, unsigned int count, int milliseconds, int *ready);
    struct cc_message *(*multi_info_read)(cc_multi *, int *left);
};

/* Finds the library under `name`. 1 when it has all that is needed. It stays loaded. */
static inline int cc_load(struct cc_library *library, const char *name) {
    void *handle = dlopen(name, RTLD_NOW | RTLD_LOCAL);
    if (!handle) return 0;
    struct { void **target; const char *symbol; } const needed[] = {
        {(void **)&library->global_init, "curl_global_init"},
        {(void **)&library->version, "curl_version"},
        {(void **)&library->easy_message, "curl_easy_strerror"},
        {(void **)&library->easy_init, "curl_easy_init"},
        {(void **)&library->easy_cleanup, "curl_easy_cleanup"},
        {(void **)&library->easy_setopt, "curl_easy_setopt"},
        {(void **)&library->easy_getinfo, "curl_easy_getinfo"},
        {(void **)&library->list_append, "curl_slist_append"},
        {(void **)&library->list_free, "curl_slist_free_all"},
        {(void **)&library->multi_init, "curl_multi_init"},
        {(void **)&library->multi_cleanup, "curl_multi_cleanup"},
        {(void **)&library->multi_add, "curl_multi_add_handle"},
        {(void **)&library->multi_remove, "curl_multi_remove_handle"},
        {(void **)&library->multi_perform, "curl_multi_perform"},
        {(void **)&library->multi_wait, "curl_multi_wait"},
        {(void **)&library->multi_info_read, "curl_multi_info_read"},
    };
    for (size_t i = 0; i < sizeof needed / sizeof needed[0]; i++) {
        *needed[i].target = dlsym(handle, needed[i].symbol);
        if (!*needed[i].target) return 0;
    }
    return library->global_init(3) == 0;
}

/* The variadic functions, one for each type they take. 0 means that it was done. */
static inline int cc_set_long(const struct cc_library *library, cc_easy *easy, enum cc_option option, long value) {
    return library->easy_setopt(easy, option, value);
}
static inline int cc_set_size(const struct cc_library *library, cc_easy *easy, enum cc_option option, int64_t value) {
    return library->easy_setopt(easy, option, value);
}
static inline int cc_set_text(
    const struct cc_library *library, cc_easy *easy, enum cc_option option, const char *value) {
    return library->easy_setopt(easy, option, value);
}
static inline int cc_set_pointer(const struct cc_library *library, cc_easy *easy, enum cc_option option, void *value) {
    return library->easy_setopt(easy, option, value);
}
static inline int cc_set_receive(
    const struct cc_library *library, cc_easy *easy, enum cc_option option, cc_receive function) {
    return library->easy_setopt(easy, option, function);
}
static inline double cc_seconds(const struct cc_library *library, cc_easy *easy, enum cc_info info) {
    double value = 0;
    return library->easy_getinfo(easy, info, &value) == 0 ? value : 0;
}
static inline long cc_number(const struct cc_library *library, cc_easy *easy, enum cc_info info) {
    long value = 0;
    return library->easy_getinfo(easy, info, &value) == 0 ? value : 0;
}
static inline const char *cc_text(const struct cc_library *library, cc_easy *easy, enum cc_info info) {
    const char *value = NULL;
    return library->easy_getinfo(easy, info, &value) == 0 ? value : NULL;
}
static inline const struct cc_certificates *cc_certificates_of(const struct cc_library *library, cc_easy *easy) {
    const struct cc_certificates *value = NULL;
    return library->easy_getinfo(easy, CC_INFO_CERTIFICATES, &value) == 0 ? value : NULL;
}

/* Sockets that no child inherits: over one of them goes the token. */
static inline int cc_open_socket(void *context, int purpose, struct cc_address *address) {
    (void)context, (void)purpose;
#ifdef SOCK_CLOEXEC
    return socket(address->family, address->type | SOCK_CLOEXEC, address->protocol);
#else
    int descriptor = socket(address->family, address->type, address->protocol);
    if (descriptor >= 0) fcntl(descriptor, F_SETFD, FD_CLOEXEC);
    return descriptor;
#endif
}
static inline int cc_keep_sockets(const struct cc_library *library, cc_easy *easy) {
    return library->easy_setopt(easy, CC_OPEN_SOCKET_FUNCTION, cc_open_socket);
}

#endif
