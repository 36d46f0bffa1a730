#!/usr/bin/env bash
# Runs every command that answers with JSON on books of invented people, and keeps each answer as a
# file of its own: every_answer.sh ANSWERING FIXTURES OUT, where ANSWERING is answering.cpp. What the
# test does with them is in schemas_test.cpp. A command that is refused answers too.
set -uo pipefail
fixtures=$2 out=$3
export NO_COLOR=1
count=0
day=2026-03-31

coproc ANSWERING { "$1"; }
answer() {  # answer FILE WORDS…: the answer goes to the file, the exit code to $code
  local file=$1
  shift
  printf '%s\037' "$file" "$out/errors.txt" "$PWD" "${DPLEDGER_BOOK:-book.dpledger}" "$@" \
    >&"${ANSWERING[1]}"
  printf '\n' >&"${ANSWERING[1]}"
  read -r code <&"${ANSWERING[0]}"
}
say() {  # say WORDS…: the answer becomes the next file
  count=$((count + 1))
  answer "$out/$(printf '%03d' $count).json" "$@" --json
  echo "$(printf '%03d' $count) $* -> $code" >>"$out/commands.txt"
}
rows() {  # rows WORDS…: the answer as CSV in rows.csv; not in a subshell, which has no coprocess
  answer "$out/rows.csv" "$@" --csv
}
cell() {  # cell COLUMN: of the first row of rows.csv
  sed -n 2p "$out/rows.csv" | cut -d, -f"$1"
}
first() {  # first PATTERN: the first match in what was said last
  grep -oE "$1" "$out/$(printf '%03d' $count).json" | head -n 1
}
nth() {  # nth N PATTERN
  grep -oE "$2" "$out/$(printf '%03d' $count).json" | sed -n "$1p"
}
open_book() {  # open_book FOLDER: a copy of the fixture with a book in it
  rm -rf "$out/desk" && cp -r "$1" "$out/desk" && cd "$out/desk" || exit 1
  export DPLEDGER_BOOK=$out/desk/book.dpledger
  say init --commissioner "NHS Invented ICB" --kind icb
}
look() {  # look PERSON DAY: what every book can be asked
  local person=$1 at=$2 budget
  rows balance "$person" --as-of "$at"
  budget=$(cell 2)
  budget=${budget:-none}
  for command in matches findings balance "balance --plain" trial-balance "register $person" \
    surplus owed-back acts forecast "plan $person" "compare $person" deliveries employer periods \
    payees "closure $person $budget" "year-end $person $budget" pool "review --list" imports check \
    caseload retention disclosures nfi-extract export "trace $person" \
    "trace $person $budget/surplus" "trace $person $budget/bank"; do
    # shellcheck disable=SC2086
    say $command --as-of "$at"
  done
  say export --anonymous --seed 1 --as-of "$at"
  for period in "2025-04-01 2025-06-30" "2025-04-01 2026-03-31"; do
    read -r from to <<<"$period"
    say statement "$person" --from "$from" --to "$to" --as-of "$at"
    say monitoring "$person" --from "$from" --to "$to" --as-of "$at"
    say journal --from "$from" --to "$to" --as-of "$at"
    say trace "$person" --from "$from" --to "$to"
    say trace "$person" statement:cost/paid --from "$from" --to "$to"
    for how in "--size 5" "--materiality 500.00 --expected 50.00" "--size 4 --method random" \
      "--interval 300.00 --stratified"; do
      # shellcheck disable=SC2086
      say sample "$person" --from "$from" --to "$to" --seed 7 $how
    done
  done
  say payment-run --to 2025-07-31 --as-of 2025-07-05 --record july --out july.csv
  say remittances july --as-of 2025-07-06
  say month-end --month 2025-06 --as-of "$at"
  say quarter-count --quarter 2025-26-Q1 --as-of "$at"
  say matches "$person" --as-of "$at"
  local line
  line=$(first 'L[0-9a-f]{16}')
  say matches --explain "$line"
  say trace "$line"
  say trace "$person" 1
}

for scenario in stephen luke eighteen; do
  open_book "$fixtures/scenarios/$scenario"
  person=$(grep -m1 '^ref' person.toml | cut -d'"' -f2)
  say load person.toml
  say inspect ./*.csv
  say import --manifest manifest.csv
  say import --manifest manifest.csv
  say reconcile --as-of $day
  look "$person" $day
done
say findings --as-of $day
finding=$(first 'F[0-9a-f]{16}')
say trace "$person" "$finding" --as-of $day
say review --list --as-of $day
say waive "$finding" --reason "seen" --by anna --as-of $day
say findings --as-of $day
say unwaive "$finding" --as-of $day
say note "$finding" --text "asked" --as-of $day
say postpone "$finding" --until 2026-05-01 --as-of $day
say review --all --as-of $day
say sample --from 2025-04-01 --to 2026-03-31 --seed 7 --size 3
rows sample --from 2025-04-01 --to 2026-03-31 --seed 7 --size 3
awk -F, 'NR == 1 { print "line_id,audited" } NR > 1 { print $5 "," ($7 - 1) }' "$out/rows.csv" \
  >paper.csv
say sample --from 2025-04-01 --to 2026-03-31 --seed 7 --size 3 --results paper.csv
say sample --from 2025-04-01 --to 2026-03-31 --seed 7 --size 4 --results paper.csv
say submit "$person" --to 2025-06-30 --by anna --as-of $day
say approve "$person" --to 2025-06-30 --by bert --as-of $day
say statement "$person" --from 2025-04-01 --to 2025-06-30 --as-of $day
say trace "$person" statement:cost/paid --from 2025-04-01 --to 2025-06-30
say periods
say reopen "$person" --to 2025-06-30 --reason "a file was missing" --by bert --as-of $day
say matches "$person" --as-of $day
line=$(nth 3 'L[0-9a-f]{16}')
say unmatch "$line" --as-of $day
say undecide "$line" --as-of $day
say trace "$line"
say code "$line" nonsense --as-of $day
rows balance "$person" --as-of $day
budget=$(cell 2)
say hold "$person" "$budget" --reason "a question" --as-of $day
say release "$person" "$budget" --reason "answered" --as-of $day
say reclaim "$person" "$budget" 10.00 --until 2026-06-30 --because accumulated --reason "too much" \
  --as-of $day
say acts
say owed-back --as-of $day
say letter "$person" R1 --as-of $day
say letter "$person" 1 --as-of $day
say withdraw "$person" 1 --reason "a slip" --as-of $day
say backup copy.dpledger
say statement "$person" --from 2025-04-01 --to 2025-06-30 --out page.html --format html
say export --format hledger --out books.journal
say key new anna --name "Anna Auditor" --plain
say sign page.html --key anna.key --cert anna.pem --role Auditor
say statement "$person" --from 2025-04-01 --to 2025-06-30 --format pdf --out Q1.pdf
say sign Q1.pdf --key anna.key --cert anna.pem --role Auditor
say statement --from 2025-04-01 --to 2025-06-30 --format json --out-dir quarter
say timestamp page.html
say verify Q1.pdf page.html --ca anna.pem
say seal --out first.seal --key anna.key --cert anna.pem
say note "$line" --text "asked again" --as-of $day
say seal --out second.seal
say seal --out third.seal --anchor anchor.txt
say prove "$person" --seal second.seal --out person.proof
say prove --from first.seal --to second.seal --out later.proof
say prove --from first.seal --to second.seal
say verify first.seal person.proof later.proof
say verify book.dpledger
say verify paper.csv
say disclosures
say undo I1
say imports
say erase "$person" --reason "the law says so" --as-of $day
say erase "$person" --reason "the law says so" --early --as-of $day
say register "$person" --as-of $day
say findings --as-of $day
say check
say disclosures
say profile "$fixtures/lives/card-switch/old-card.csv"
say demo walk

open_book "$fixtures/review"
say load person.toml
say import --manifest manifest.csv
say reconcile --as-of 2025-06-12
person=$(grep -m1 '^ref' person.toml | cut -d'"' -f2)
look "$person" 2025-06-12
say review --decide decisions.csv --by anna --as-of 2025-06-12
say payees --as-of 2025-06-12
say payees --withdraw "$(first 'L[0-9a-f]{16}')"
say profile lloyds.csv

for life in autumn-2022 card-switch four-weekly wilfred; do
  open_book "$fixtures/lives/$life"
  say load ./*.toml
  say load revision.toml
  say import --manifest manifest.csv
  say reconcile --as-of 2026-03-31
  rows trial-balance --as-of 2198-12-31
  look "$(cell 1)" 2026-03-31
done

rm -rf "$out/desk" && mkdir "$out/desk" && cd "$out/desk" || exit 1
say init --commissioner "NHS Invented ICB"
for ref in P1 P2; do
  cat >$ref.toml <<TOML
schema = "dpledger.person/1"
[person]
ref = "$ref"
name = "Person $ref"
care_group = "chc-adult"
holder = "self"
[[account]]
ref = "held"
kind = "managed"
pool = "invented"
opened = 2025-04-01
balance = "0.00"
[[budget]]
ref = "2025"
deployment = "direct-payment"
stream = "health"
funder = "NHS Invented ICB"
account = "held"
from = 2025-04-01
to = 2026-03-31
agreed = "1200.00"
agreed_on = 2025-03-20
agreed_by = ["Commissioner: A. Body"]
[[budget.instalment]]
payer = "funder"
amount = "100.00"
every = "month"
first = 2025-04-01
[[budget.line]]
ref = "walks"
category = "activities"
outcome = "To be out"
amount = "1200.00"
payees = ["WALKING CLUB $ref"]
TOML
done
cat >pool.csv <<'CSV'
Date,Type,Description,Value,Balance,Account Name,Account Number
01/04/2025,BAC,NHS INVENTED ICB P1 2025,100.00,100.00,INVENTED CLIENTS,309021-11112222
02/04/2025,BAC,NHS INVENTED ICB P2 2025,100.00,200.00,INVENTED CLIENTS,309021-11112222
03/04/2025,D/D,WALKING CLUB P1,-20.00,180.00,INVENTED CLIENTS,309021-11112222
04/04/2025,D/D,SOMETHING ELSE,-5.00,175.00,INVENTED CLIENTS,309021-11112222
CSV
say load P1.toml P2.toml
say import pool.csv --account @invented
say reconcile --as-of 2025-04-30
look P1 2025-04-30
say pool @invented --as-of 2025-04-30
say matches @invented --as-of 2025-04-30
line=$(nth 4 'L[0-9a-f]{16}')
say matches --explain "$line"
say allot "$line" P1 2.00 P2 3.00 --as-of 2025-04-30

# An erased member of nobody's pool, an empty book, a book of people without any statement.
open_book "$fixtures/scenarios/luke"
say load person.toml
say import --manifest manifest.csv
say reconcile --as-of $day
person=$(grep -m1 '^ref' person.toml | cut -d'"' -f2)
say erase "$person" --reason "asked" --early --as-of $day
look "$person" $day

rm -rf "$out/desk" && mkdir "$out/desk" && cd "$out/desk" || exit 1
say init --commissioner "NHS Invented ICB"
look P0001 $day
say seal --out empty.seal
cat >bare.toml <<TOML
schema = "dpledger.person/1"
[person]
ref = "P0007"
name = "Nobody Else"
care_group = "other"
holder = "self"
[employer]
paye = "quarter"
employment_allowance = false
[[account]]
ref = "dp"
kind = "bank"
sort_code = "30-90-21"
number = "01234567"
opened = 2025-04-01
balance = "0.00"
[[worker]]
ref = "W1"
name = "Somebody Invented"
from = 2025-04-01
relation = "none"
[[budget]]
ref = "planning"
deployment = "direct-payment"
stream = "health"
funder = "NHS Invented ICB"
account = "dp"
from = 2025-04-01
to = 2026-03-31
TOML
printf '%s\n' "person,worker,name,period_start,period_end,pay_date,hours,rate,gross,tax,employee_ni,\
employee_pension,other_deductions,net,employer_ni,employer_pension" \
  "P0007,W1,Somebody Invented,2025-04-01,2025-04-30,2025-04-30,,,400.00,0.00,0.00,0.00,0.00,400.00,0.00,0.00" \
  >pay.csv
say load bare.toml
look P0007 $day
say inspect pay.csv
say import pay.csv
say reconcile --as-of $day
look P0007 $day

say help
say help import
say schema
say profile
say matches P9999
say trace P9999
say trace nowhere.csv:3
say export
say balance --book nowhere.dpledger
cd "$out" && rm -rf desk
