/* glibc 2.35 gave hypot and hypotf new versions, which do not set errno, and the linker takes the newest. They are all
 * that keeps a program with the libraries of Swift in it from starting with glibc 2.34. These lead to the versions that
 * every glibc has. */

#if defined(__linux__) && (defined(__x86_64__) || defined(__aarch64__))
#if defined(__x86_64__)
#define FIRST_VERSION "GLIBC_2.2.5"
#else
#define FIRST_VERSION "GLIBC_2.17"
#endif

double cprogram_hypot(double, double);
float cprogram_hypotf(float, float);
__asm__(".symver cprogram_hypot, hypot@" FIRST_VERSION);
__asm__(".symver cprogram_hypotf, hypotf@" FIRST_VERSION);

__attribute__((visibility("hidden"))) double hypot(double x, double y) { return cprogram_hypot(x, y); }
__attribute__((visibility("hidden"))) float hypotf(float x, float y) { return cprogram_hypotf(x, y); }
#endif
