#!/bin/sh
# Makes the numbers of KenLM that NGram/GoldenTests holds the n-gram models to.
#
#   git clone https://github.com/kpu/kenlm && cmake -S kenlm -B kenlm/build && cmake --build kenlm/build
#   sh tests/RnnLm.Tests/Golden/make-kenlm-numbers.sh kenlm/build/bin
#
# kenlm-train.txt, kenlm-test.txt: a made-up language of 60 words in which each word prefers a few successors.
# kenlm-<n>.txt: for every token of the test text the token, the length of the n-gram found, and log10 P, by an n-gram model.
# kenlm-toy.arpa, kenlm-short.arpa: whole models of texts so small that discounts fall back, and that one n-gram matters to them.
set -eu
bin=$(cd "$1" && pwd)
cd "$(dirname "$0")"

# The minimal standard generator of Park and Miller (1988); every product stays below 2^53.
text() {
    awk -v seed="$1" -v lines="$2" '
        function random() { seed = (seed * 16807) % 2147483647; return seed / 2147483647 }
        BEGIN {
            for (l = 0; l < lines; l++) {
                word = int(60 * random() ^ 3); line = "w" word
                for (n = int(12 * random()); n > 0; n--) { word = (7 * word + int(60 * random() ^ 3)) % 60; line = line " w" word }
                print line
            }
        }'
}

text 1 400 > kenlm-train.txt
text 2 40 | sed 's/ w5[0-9]*$/ never-seen/' > kenlm-test.txt

for n in 2 3 5; do
    "$bin/lmplz" -o "$n" --discount_fallback < kenlm-train.txt > model.arpa 2> /dev/null
    "$bin/query" -v word model.arpa < kenlm-test.txt 2> /dev/null \
        | tr '\t' '\n' | awk '/=/ { sub(/=[0-9]+/, ""); print $1 "\t" $2 "\t" $3 }' > "kenlm-$n.txt"
    rm model.arpa
done

printf 'the cat sat on the mat\nthe dog sat\n\na cat saw the dog\nthe cat saw a bird\n' > kenlm-toy.txt
"$bin/lmplz" -o 3 --discount_fallback < kenlm-toy.txt > kenlm-toy.arpa 2> /dev/null

# lmplz enters the last n-gram of each lower order by plain instead of adjusted count into the statistics that the discounts come from. In this short text of
# ten words that decides whether those of the words can be estimated at all.
text 30 12 | sed 's/w[0-9]\([0-9]\)/w\1/g' > kenlm-short.txt
"$bin/lmplz" -o 3 --discount_fallback < kenlm-short.txt > kenlm-short.arpa 2> /dev/null
