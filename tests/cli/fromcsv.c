/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli.h"

/* A document of 2,000 difficult pieces, 1 in 10 of them plain; the numbers depend on the awk, the expected results do
 * not. */
#define NASTY                                                                                                             \
    "awk 'BEGIN { srand(7); q = sprintf(\"%c\", 34); n = split(q \"|\" q q \"|,|\\n|\\r\\n|\\r|\\t| |x|\\351|\\303\\251|" \
    ",\" q \"|\" q \",|a,b\\n|\" q \"a\" q \",b\\n\", s, \"|\"); printf \"a,b\\n\"; for (i = 0; i < 20000; i++) printf \"%s\", s[int(rand() * n) + 1] }' > doc; "
#define COUNT(name) "$(awk '$1 == \"" name "\" { print $2 }' stats)"

CLI_ROWS(fromcsv) = {
    {"values as they are", "fromcsv", "id, rate\r\n007,\" 1,5 \"\r\nNA,\"x\"\"y\"", "id\trate\n007\t 1,5 \nNA\tx\"y\n",
     "", 0},
    {"header only in, header only out", "fromcsv", "a,b\n", "a\tb\n", "", 0},
    {"an empty input is an error", "fromcsv", "", "",
     "fromcsv: stdin: the input is empty (did the command before it fail?)", 1},
    {"a table of one column keeps its blank lines", "fromcsv", "a\n1\n\n\"\"\n2\n", "a\n1\n\n\n2\n", "", 0},
    {"a table of two passes over them, and counts", "fromcsv --stats s && grep blank s", "a,b\n1,2\n\n3,4\n",
     "a\tb\n1\t2\n3\t4\nblank_lines\t1\n", "", 0},
    {"a byte-order mark goes", "fromcsv",
     "\xef\xbb\xbf"
     "a,b\n1,2\n",
     "a\tb\n1\t2\n", "", 0},
    {"tabs and line ends become blanks", "fromcsv --stats s && grep respaced s", "\"a\nb\",c\n\"1\r\n2\",\"\t\"\n",
     "a b\tc\n1 2\t \ncharacters_respaced\t3\n", "", 0},
    {"another delimiter", "fromcsv --delimiter ';'", "a;b\n1,5;\"x;y\"\n", "a\tb\n1,5\tx;y\n", "", 0},
    {"a tab", "fromcsv --delimiter tab", "a\tb\n\"1\t2\"\t3\n", "a\tb\n1 2\t3\n", "", 0},
    {"a delimiter of two", "fromcsv --delimiter ';;'", "a;b\n", "",
     "--delimiter \";;\" is not one plain character, or the word tab", 2},
    {"a delimiter that ends lines", "fromcsv --delimiter $'\\n'", "a;b\n", "",
     "is not one plain character, or the word tab", 2},
    {"a delimiter that is a quote mark", "fromcsv --delimiter '\"'", "a;b\n", "", "is not one plain character", 2},
    {"no quoting", "fromcsv --format plain --delimiter '|'", "a|b\n5\" nail|\"x|y\n5\"|z\n", NULL,
     "stdin:2: 3 fields where the header has 2", 1},
    {"quote marks are bytes there", "fromcsv --format plain --delimiter '|'", "a|b\n5\" nail|\"x\n",
     "a\tb\n5\" nail\t\"x\n", "", 0},
    {"blanks", "fromcsv --format blanks", "a  b\n 1\t2 \n \n3 4\n", "a\tb\n1\t2\n3\t4\n", "", 0},
    {"names for a file without a header", "fromcsv --names a,b", "1,2\n3,4\n", "a\tb\n1\t2\n3\t4\n", "", 0},
    {"too few names", "fromcsv --names a,b", "1,2,3\n", "",
     "fromcsv: stdin:1: 3 fields where --names has 2 (a delimiter", 1},
    {"a name with a tab", "fromcsv --names $'a\\tb,c'", "1,2\n", "", "holds a control character", 2},
    {"names that are equal", "fromcsv", "a,b,a\n1,2,3\n", "a\tb\ta_2\n1\t2\t3\n",
     "fromcsv: stdin: column 3 is called \"a_2\" here, since its name occurs twice", 0},
    {"a made name is nobody's", "fromcsv", "a,a,a_2,a\n", "a\ta_3\ta_2\ta_4\n", NULL, 0},
    {"the header of a data frame", "fromcsv", ",a\n0,x\n", "column_1\ta\n0\tx\n",
     "column 1 is called \"column_1\" here, since it has no name", 0},
    {"a comma too many in each line", "fromcsv", "a,b,\n1,2,\n", "a\tb\tcolumn_3\n1\t2\t\n", "column_3", 0},
    {"made names are those of the first file too", "printf 'a,\\n1,2\\n' > x; printf 'a,\\n3,4\\n' > y; fromcsv x y",
     NULL, "a\tcolumn_2\n1\t2\n3\t4\n", "column_2", 0},
    {"--names twice", "fromcsv --names a,a", "1,2\n", "", "--names: \"a\" names two columns", 2},
    {"blank lines and sep= above the header", "fromcsv --delimiter ';'", "\n\r\nsep=;\na;b\n1;2\n", "a\tb\n1\t2\n", "",
     0},
    {"sep= names another delimiter", "fromcsv", "sep=;\na;b\n", "",
     "stdin:1: this line states the delimiter \";\", but the file is read with \",\"", 1},
    {"a table already", "fromcsv", "a\tb\tc\n1\t2\t3\n", "",
     "stdin:1: no comma but 2 tabs in the header: a table already, or the delimiter is tab", 1},
    {"lines that end in CR alone", "fromcsv", "id,s\r1,x\r2,y\r", "",
     "stdin: its lines end in CR alone, as old spreadsheets write them (tr '\\r' '\\n' < FILE | ...)", 1},
    {"a CR in a quoted name, and before its LF", "fromcsv", "\"a\rb\",c\r\n1,2\r\n", "a b\tc\n1\t2\n", "", 0},
    {"files of one header", "printf 'a,b\\n1,2' > x; printf '\"a\",b\\r\\n3,4\\r\\n' > y; fromcsv x y", NULL,
     "a\tb\n1\t2\n3\t4\n", "", 0},
    {"files of two", "printf 'a,b\\n1,2' > x; printf 'b,a\\n3,4\\n' > y; fromcsv x y", NULL, "",
     "y:1: the header is not that of the first file", 1},
    {"Latin-1", "fromcsv --fallback ISO-8859-1", "a,b\n\xa3,\xc3\xa9\n\xc2\xa3,1\n",
     "a\tb\n\xc2\xa3\t\xc3\x83\xc2\xa9\n\xc2\xa3\t1\n", "", 0},
    {"Latin-1 without a fallback", "fromcsv", "a,b\n\xa3,1\n", "", "stdin:2: is not UTF-8", 1},
    {"an encoding that holds letters back", "fromcsv --fallback WINDOWS-1258",
     "a,b\nxa,\xe0"
     "e\n",
     "a\tb\nxa\t\xc3\xa0"
     "e\n",
     "", 0},
    {"gzip", "gzip | fromcsv", "a,b\n", "", "is compressed by gzip (zcat FILE | ...)", 1},
    {"UTF-16", "iconv -f UTF-8 -t UTF-16 | fromcsv", "a,b\n", "", "is UTF-16 (iconv -f UTF-16 -t UTF-8 FILE | ...)", 1},
    {"UTF-16 without a mark", "iconv -f UTF-8 -t UTF-16LE | fromcsv", "a,b\n", "", "holds a NUL byte", 1},
    {"a ragged row", "fromcsv", "a,b\n1\n", "",
     "fromcsv: stdin:2: 1 field where the header has 2 (a line end within a value needs quote marks around it)", 1},
    {"ragged against the first record", "fromcsv --names a,b", "1,2\n3\n", "", "stdin:2: 1 field where --names has 2",
     1},
    {"bad records with their reasons", "fromcsv --on-bad skip --bad bad --stats s; cat bad bad.why; grep rows s",
     "a,b\n1\n2,3\n\"4\n5,6\n\xe9,7\n",
     "a\tb\n2\t3\n5\t6\na,b\n1\n\"4\n\xe9,7\nfile\tline\tcolumn\tvalue\tproblem\n"
     "stdin\t2\t\t\t1 field where the header has 2\nstdin\t4\t\t\ta quote mark that is never closed\nstdin\t6\t\t\tis not UTF-8\n"
     "rows_in\t5\nrows_out\t2\nrows_bad\t3\nrows_dropped\t0\n",
     "malformed records that were set aside", 0},
    {"a field of 1 MB",
     "{ echo a,b; printf '1,\"'; head -c 1048576 /dev/zero | tr '\\0' x; echo '\"'; } | fromcsv | tail -n 1 | wc -c",
     NULL, "1048579\n", "", 0},
    {"a line of 16 MiB and more", "{ echo a,b; head -c 17000000 /dev/zero | tr '\\0' x; } | fromcsv", NULL, "",
     "a line longer than", 1},
    {"an unreadable file", "fromcsv nowhere", NULL, "", "fromcsv: nowhere: cannot read: No such file or directory", 3},
    {"a folder", "fromcsv .", NULL, "", "fromcsv: .: cannot read: Is a directory", 3},
    {"a full disk", "fromcsv > /dev/full", "a,b\n1,2\n", "", "standard output: cannot write: No space left on device",
     3},
    {"what goes in comes out or is set aside",
     NASTY
     "fromcsv --on-bad skip --stats stats doc > tsv && (( " COUNT("rows_in") " == " COUNT("rows_out") " + " COUNT("rows_bad") " && " COUNT(
         "rows_out") " > 100 && " COUNT("rows_bad") " > 100 )) && (( $(wc -l < tsv) == " COUNT("rows_out") " + 1 )) && iconv -f UTF-8 -t UTF-8 tsv | cmp - tsv",
     NULL, "", "malformed records that were set aside", 0},
    {"there and back, there and back",
     NASTY
     "fromcsv --on-bad skip --fallback ISO-8859-1 doc > tsv && tocsv < tsv > csv && fromcsv csv | cmp - tsv && fromcsv csv | tocsv | cmp - csv && "
     "tocsv --line-end lf < tsv | fromcsv | cmp - tsv && tocsv --delimiter ';' < tsv | fromcsv --delimiter ';' | cmp - tsv && "
     "cut -f 1 tsv | tocsv | fromcsv | cmp - <(cut -f 1 tsv)",
     NULL, "", "malformed records that were set aside", 0},
    {"in any pieces",
     NASTY
     "fromcsv --on-bad skip doc > whole && dd if=doc bs=7 2> /dev/null | fromcsv --on-bad skip | cmp - whole && (while read -rN 997 piece; do printf %s \"$piece\"; done; printf %s \"$piece\") "
     "< <(tr -d '\\351\\303\\251' < doc) | fromcsv --on-bad skip | cmp - <(tr -d '\\351\\303\\251' < doc | fromcsv --on-bad skip)",
     NULL, "", "malformed records that were set aside", 0},
};
