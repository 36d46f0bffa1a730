# Turns the rows of bench/formats into the last section of docs/measured.md.
#   format,what,name,bytes,lines,wall,cpu,peak
#   peer,name,what,bytes,lines,label,runs,wall,least,most,cpu,peak,exit
BEGIN { FS = "," }

function whole(number,    text, out) {
  text = sprintf("%.0f", number)
  while (length(text) > 3) {
    out = "," substr(text, length(text) - 2) out
    text = substr(text, 1, length(text) - 3)
  }
  return text out
}

$1 == "format" { formats[++count] = $0; next }
$1 == "peer" { peers[++others] = $0 }

END {
  print "## Reading each format"
  print ""
  print "Invented statements of one account with a hundred entries a day, and payrolls (`bench/formats.cpp`, seeded),"
  print "read in memory on one core, the best of five; first the number of lines and their sum are proved, and every"
  print "running balance and total is, as always. *CPU* is user and system time together; memory is what reading took"
  print "beside the file itself, in sizes of the file, with everything read still in it. To be reached: 100 MB/s of CPU."
  print "Commit " at "; load when it began: " load "."
  print ""
  print "| format | MB | lines | MB/s | MB/s of CPU | lines/s of CPU | memory | |"
  print "|---|---:|---:|---:|---:|---:|---:|---|"
  for (k = 1; k <= count; ++k) {
    split(formats[k], f, ",")
    rate = f[4] / 1e6 / f[7]
    printf "| %s | %.0f | %s | %.0f | %.0f | %s | %.1f | %s |\n", f[2], f[4] / 1e6, whole(f[5]), f[4] / 1e6 / f[6],
           rate, whole(f[5] / f[7]), f[8], (rate >= 100) ? "reached" : "**missed**"
  }
  print ""
  print "### Beside other readers of the same file"
  print ""
  print "Whole processes, from start to exit, on the same smaller file; each has read as many entries as we have. The"
  print "others print or keep what they read; ours proves count, sum and balances. Debian has no other reader of BAI2,"
  print "Bacs, an FPS or Santander's text."
  print ""
  print "| format | reader | MB | lines | wall s | CPU s | MB/s | lines/s | peak MiB | ours in its CPU time |"
  print "|---|---|---:|---:|---:|---:|---:|---:|---:|---:|"
  for (k = 1; k <= others; ++k) {
    split(peers[k], p, ",")
    if (p[6] == "dpledger") own = p[11]
    printf "| %s | %s | %.1f | %s | %.2f | %.2f | %.1f | %s | %.0f | %s |\n", p[3], p[6], p[4] / 1e6, whole(p[5]),
           p[8], p[11], p[4] / 1e6 / p[8], whole(p[5] / p[8]), p[12],
           (p[6] == "dpledger") ? "" : (own > 0 ? sprintf("%.0f times", p[11] / own) : "")
  }
}
