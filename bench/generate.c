/* Makes the captures that `make bench` measures with: the same bytes for the same arguments.
 *
 *     generate user-plane OUT BYTES
 *     generate control-plane OUT BYTES CAPTURE...
 *
 * The first is customers' traffic in GTP-U. The second takes the frames of real captures, puts each
 * into an Ethernet frame, and repeats all of them with other addresses until the size is reached.
 */
#include "generate.h"

#include <stdlib.h>
#include <string.h>

void frame_write(struct out *o, const uint8_t *bytes, uint32_t length)
{
    uint32_t head[4] = {(uint32_t)(o->time / 1000000), (uint32_t)(o->time % 1000000), length,
                        length};
    fwrite(head, sizeof head, 1, o->file);
    fwrite(bytes, 1, length, o->file);
    o->bytes += sizeof head + length;
    o->frames++;
    o->time += 7;
}

static bool begin(struct out *o, const char *path, const char *bytes)
{
    static const uint32_t head[6] = {0xa1b2c3d4, 2 | 4 << 16, 0, 0, 65535, 1};
    *o = (struct out){.file = fopen(path, "wb"),
                      .most = strtoull(bytes, NULL, 10),
                      .time = 1767225600ULL * 1000000};
    if (!o->file)
        return false;
    setvbuf(o->file, NULL, _IOFBF, 1 << 20);
    o->bytes = sizeof head;
    return fwrite(head, sizeof head, 1, o->file) == 1;
}

static int end(struct out *o, bool done)
{
    bool failed = ferror(o->file) != 0;
    if (fclose(o->file) != 0 || failed || !done)
        return EXIT_FAILURE;
    printf("%lu\n", (unsigned long)o->frames);
    return EXIT_SUCCESS;
}

int main(int argc, char **argv)
{
    struct out o;
    if (argc < 4 || !begin(&o, argv[2], argv[3])) {
        fprintf(stderr, "usage: generate user-plane|control-plane OUT BYTES [CAPTURE...]\n");
        return 2;
    }
    if (strcmp(argv[1], "user-plane") == 0)
        return end(&o, user_plane(&o));
    return end(&o, control_plane(&o, argv + 4, argc - 4));
}
