/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lines ROWS CUSTOMERS TOTALS: a lines table of any length, three lines per order, with the orders spread over the
 * customers so that no two neighbours have the same one. The file TOTALS gets the expected results: orders, lines and
 * revenue in pence. */
#include <inttypes.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LINES_AN_ORDER = 3, DAYS = 700 };

/* The finishing steps of splitmix64 (Steele, Lea and Flood 2014): a permutation of all 64-bit numbers. */
static uint64_t mix(uint64_t z)
{
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
}

/* Day `n` of 28-day months from 2022 on. */
static int print_order(char *to, size_t room, uint64_t customer, uint64_t order, unsigned n)
{
    return snprintf(to, room, "%" PRIu64 "\t%" PRIu64 "\t%04u-%02u-%02u\t%02u:00:00\tUnited Kingdom\t",
                    10000000 + customer, 10000000 + order, 2022 + n / 336, 1 + n / 28 % 12, 1 + n % 28,
                    (unsigned)(order % 24));
}

int main(int argc, char **argv)
{
    static char buffer[1 << 20];
    char head[128];
    if (argc != 4)
        return 2;
    uint64_t rows = strtoull(argv[1], NULL, 10), customers = strtoull(argv[2], NULL, 10), pence = 0, row = 0, order = 0;
    setvbuf(stdout, buffer, _IOFBF, sizeof buffer);
    fputs("customer_id\torder_id\tdate\ttime\tcountry\tquantity\tamount\tkind\n", stdout);
    for (; row < rows; order++) {
        unsigned day = (unsigned)(order * LINES_AN_ORDER * DAYS / rows);
        int n = print_order(head, sizeof head, mix(order) % customers, order, day < DAYS ? day : DAYS - 1);
        for (int line = 0; line < LINES_AN_ORDER && row < rows; line++, row++) {
            char tail[] = "1\t00.00\tsale\n";
            unsigned price = 100 + (unsigned)(mix(row ^ 0x5555555555555555u) % 9900);
            for (int i = 6, rest = (int)price; i >= 2; i--)
                if (tail[i] != '.') {
                    tail[i] = (char)('0' + rest % 10);
                    rest /= 10;
                }
            const char *amount = tail[2] == '0' ? tail + 3 : tail + 2;
            pence += price;
            fwrite(head, 1, (size_t)n, stdout);
            fwrite(tail, 1, 2, stdout);
            fwrite(amount, 1, strlen(amount), stdout);
        }
    }
    if (fflush(stdout) != 0 || ferror(stdout))
        return 1;
    FILE *totals = fopen(argv[3], "w");
    return !totals || fprintf(totals, "%" PRIu64 " %" PRIu64 " %" PRIu64 "\n", order, rows, pence) < 0 ||
           fclose(totals) != 0;
}
