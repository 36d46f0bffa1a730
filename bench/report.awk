# Turns bench/run's rows into docs/measured.md.
#   people,size,lines,payslips,invoices,files,bytes
#   people,bare,rows,seconds,cpu
#   people,LABEL,runs,wall,least,most,cpu,peak,exit
BEGIN { FS = "," }

function whole(number,    text, out) {
  text = sprintf("%.0f", number)
  while (length(text) > 3) {
    out = "," substr(text, length(text) - 2) out
    text = substr(text, 1, length(text) - 3)
  }
  return text out
}
function rate(n, seconds) { return seconds > 0 ? whole(lines[n] / seconds) : "–" }
function verdict(held) { return held ? "reached" : "**missed**" }

$2 == "size" {
  sizes[++count] = $1
  lines[$1] = $3; payslips[$1] = $4; invoices[$1] = $5; files[$1] = $6; bytes[$1] = $7
  next
}
$2 == "bare" { peer = $1; bare_rows = $3; bares[++turns] = $4 + 0; if (turns == 1 || $5 + 0 < bare_cpu) bare_cpu = $5 + 0; next }
{
  wall[$1, $2] = $4; cpu[$1, $2] = $7; peak[$1, $2] = $8
  least[$1, $2] = $5; most[$1, $2] = $6; runs[$1, $2] = $3
}

END {
  print "# Measured"
  print ""
  print "Written by `bench/run --write`; nobody edits it by hand. The people are invented by `bench/generate.cpp`"
  print "(seeded, so that anybody gets the same files): a year each, bank exports of Lloyds, NatWest, Nationwide and"
  print "Starling in one, two or four files, payslips and invoices in files of 250 people. A *line* is a line of a bank"
  print "statement; payslips and invoices ride along in the same time. Every time is a whole process, from start to exit."
  print "After each size the bank balance of everybody is proved against the generator's sums, to the penny."
  print ""
  print "## The machine"
  print ""
  print machine
  print ""
  print "## Books of three sizes"
  print ""
  print "| people | lines | payslips | invoices | files | book |"
  print "|---:|---:|---:|---:|---:|---:|"
  for (k = 1; k <= count; ++k) {
    n = sizes[k]
    printf "| %s | %s | %s | %s | %s | %.1f MiB |\n", whole(n), whole(lines[n]), whole(payslips[n]),
           whole(invoices[n]), whole(files[n]), bytes[n] / 1048576
  }
  print ""
  print "| people | command | wall s | CPU s | lines/s | µs a line | peak MiB |"
  print "|---:|---|---:|---:|---:|---:|---:|"
  split("init|load|import|reconcile|reconcile again|check", commands, "|")
  for (k = 1; k <= count; ++k) {
    n = sizes[k]
    for (c = 1; c in commands; ++c) {
      label = commands[c]
      printf "| %s | %s | %.2f | %.2f | %s | %s | %.0f |\n", whole(n), label, wall[n, label],
             cpu[n, label], label ~ /init|load|again/ ? "" : rate(n, wall[n, label]),
             label ~ /init/ ? "" : sprintf("%.2f", wall[n, label] * 1e6 / lines[n]), peak[n, label]
      if (peak[n, label] > largest[n]) largest[n] = peak[n, label]
    }
    both[n] = wall[n, "import"] + wall[n, "reconcile"]
    printf "| %s | **import and reconcile** | %.2f | %.2f | %s | %.2f | |\n", whole(n), both[n],
           cpu[n, "import"] + cpu[n, "reconcile"], rate(n, both[n]), both[n] * 1e6 / lines[n]
  }
  print ""
  print "| people | `balance` of one person: median ms | least | most | CPU ms | peak MiB |"
  print "|---:|---:|---:|---:|---:|---:|"
  for (k = 1; k <= count; ++k) {
    n = sizes[k]; b = "balance of one"
    printf "| %s | %.1f | %.1f | %.1f | %.1f | %.0f |\n", whole(n), wall[n, b] * 1e3, least[n, b] * 1e3,
           most[n, b] * 1e3, cpu[n, b] * 1e3, peak[n, b]
    if (peak[n, b] > largest[n]) largest[n] = peak[n, b]
  }
  if (turns > 0) {
    # The median of the turns (three).
    for (i = 1; i <= turns; ++i) for (j = i + 1; j <= turns; ++j)
      if (bares[j] < bares[i]) { t = bares[i]; bares[i] = bares[j]; bares[j] = t }
    ground = bares[int((turns + 1) / 2)]
    n = peer
    print ""
    printf "## Beside others, %s people, in the same run\n\n", whole(n)
    print "| program | wall s | CPU s | lines/s | peak MiB | ours in that time |"
    print "|---|---:|---:|---:|---:|---:|"
    printf "| dpledger, import and reconcile | %.2f | %.2f | %s | %.0f | 1 |\n", both[n],
           cpu[n, "import"] + cpu[n, "reconcile"], rate(n, both[n]),
           (peak[n, "import"] > peak[n, "reconcile"]) ? peak[n, "import"] : peak[n, "reconcile"]
    printf "| SQLite alone, writing the book's %s rows | %.2f | %.2f | %s | | %.2f |\n", whole(bare_rows),
           ground, bare_cpu, rate(n, ground), ground / both[n]
    printf "| ledger %s | %.2f | %.2f | %s | %.0f | %.2f |\n", "`convert`, the same lines as CSV",
           wall[n, "ledger"], cpu[n, "ledger"], rate(n, wall[n, "ledger"]), peak[n, "ledger"], wall[n, "ledger"] / both[n]
    printf "| hledger %s | %.2f | %.2f | %s | %.0f | %.2f |\n", "`balance` of the same lines as CSV, eight rules",
           wall[n, "hledger"], cpu[n, "hledger"], rate(n, wall[n, "hledger"]), peak[n, "hledger"],
           wall[n, "hledger"] / both[n]
    print ""
    print "*Ours in that time*: how many times our import and reconcile fit into the other's time. SQLite alone"
    print "(`bench/bare_rows.cpp`) writes the rows of the finished book, held in memory, in key order, into the same tables"
    print "and indexes without triggers, with the same page size, journal and `synchronous=FULL`, in one transaction, and its"
    print "closing checkpoint counts. hledger and ledger read each line, guess an account from its text and sum; they match"
    print "nothing, keep no book and prove no balance."
  }
  big = sizes[count]; small = sizes[1]
  print ""
  print "## What was to be reached"
  print ""
  print "| | to reach | measured | |"
  print "|---|---|---:|---|"
  if (turns > 0) {
    n = peer
    printf "| import and reconcile, beside bare SQLite | half its rate | %.2f | %s |\n", ground / both[n],
           verdict(ground / both[n] >= 0.5)
    printf "| beside hledger's CSV reading | 12 times | %.1f times | %s |\n",
           wall[n, "hledger"] / both[n], verdict(wall[n, "hledger"] / both[n] >= 12)
  }
  for (k = 1; k <= count; ++k) {
    n = sizes[k]
    printf "| lines a second, %s people | 60,000 | %s | %s |\n", whole(n), rate(n, both[n]),
           verdict(lines[n] / both[n] >= 60000)
  }
  printf "| `balance` of one person among %s | 20 ms | %.1f ms | %s |\n", whole(big),
         wall[big, "balance of one"] * 1e3, verdict(wall[big, "balance of one"] < 0.02)
  printf "| peak memory at %s people, any command | 512 MiB | %.0f MiB | %s |\n", whole(big),
         largest[big], verdict(largest[big] < 512)
  flat = (both[big] / lines[big]) / (both[small] / lines[small])
  printf "| cost of a line, %s people against %s | flat | %.2f | %s |\n", whole(big), whole(small), flat,
         verdict(flat < 1.25)
}
