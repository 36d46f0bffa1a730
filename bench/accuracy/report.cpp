#include "bench/accuracy/report.hpp"

#include <algorithm>
#include <cstdio>

namespace accuracy {
namespace {

double share(int part, int whole) {
  return whole == 0 ? 1.0 : static_cast<double>(part) / static_cast<double>(whole);
}

std::string fixed(double value, int places) {
  char text[32];
  std::snprintf(text, sizeof text, "%.*f", places, value);
  return text;
}
std::string share_text(int part, int whole) {
  return whole == 0 ? "–" : fixed(share(part, whole), 4);
}

std::string row(const std::vector<std::string>& cells) {
  std::string out = "|";
  for (const auto& cell : cells) out += " " + cell + " |";
  return out + "\n";
}

std::string heading(const std::vector<std::string>& cells) {
  std::string rule = "|";
  for (std::size_t i = 0; i < cells.size(); ++i) rule += i == 0 ? "---|" : "---:|";
  return row(cells) + rule + "\n";
}

Tally total(const Score& score) {
  Tally sum;
  for (const auto& [kind, tally] : score.kinds) sum += tally;
  return sum;
}

Found total_found(const Score& score) {
  Found sum;
  for (const auto& [code, found] : score.codes) {
    sum.expected += found.expected;
    sum.found += found.found;
    sum.raised += found.raised;
    sum.sound += found.sound;
  }
  return sum;
}

std::vector<std::string> cells_of(const std::string& name, const Tally& tally) {
  return {name,
          std::to_string(tally.lines),
          std::to_string(tally.right),
          std::to_string(tally.wrong),
          std::to_string(tally.suggested),
          std::to_string(tally.offered),
          std::to_string(tally.unmatched),
          share_text(tally.right, tally.posted()),
          share_text(tally.recalled, tally.decided)};
}

std::string kinds_table(const Score& score, const Score& baseline) {
  auto out =
      heading({"kind", "lines", "posted right", "posted wrong", "suggested", "truth among them",
               "unmatched", "precision", "recall", "baseline precision", "baseline recall"});
  const auto add = [&](const std::string& kind, const Tally& tally, const Tally& plain) {
    auto cells = cells_of(kind, tally);
    cells.push_back(share_text(plain.right, plain.posted()));
    cells.push_back(share_text(plain.recalled, plain.decided));
    out += row(cells);
  };
  for (const auto& [kind, tally] : score.kinds) add(kind, tally, baseline.kinds.at(kind));
  add("**all**", total(score), total(baseline));
  return out;
}

std::string findings_table(const Score& score, const Score& baseline) {
  auto out = heading({"finding", "planted", "found", "recall", "raised", "precision",
                      "baseline recall", "baseline precision"});
  const auto add = [&](const std::string& code, const Found& found, const Found& plain) {
    out += row({code, std::to_string(found.expected), std::to_string(found.found),
                share_text(found.found, found.expected), std::to_string(found.raised),
                share_text(found.sound, found.raised), share_text(plain.found, plain.expected),
                share_text(plain.sound, plain.raised)});
  };
  for (const auto& [code, found] : score.codes) {
    const auto plain = baseline.codes.find(code);
    add(code, found, plain == baseline.codes.end() ? Found{} : plain->second);
  }
  add("**all**", total_found(score), total_found(baseline));
  return out;
}

std::string calibration_table(const Score& score) {
  auto out = heading({"confidence said", "posted", "right", "share right", "suggested",
                      "the first was right", "share right"});
  for (int bucket = 0; bucket <= 100; bucket += 5) {
    const auto at = [&](const std::map<int, Bucket>& buckets) {
      const auto found = buckets.find(bucket);
      return found == buckets.end() ? Bucket{} : found->second;
    };
    const auto posted = at(score.posted);
    const auto suggested = at(score.suggested);
    if (posted.said + suggested.said == 0) continue;
    out += row({fixed(bucket / 100.0, 2) + " up", std::to_string(posted.said),
                std::to_string(posted.right), share_text(posted.right, posted.said),
                std::to_string(suggested.said), std::to_string(suggested.right),
                share_text(suggested.right, suggested.said)});
  }
  return out;
}

std::string disagreements_table(const Score& score) {
  std::vector<std::pair<std::string, std::size_t>> all;
  for (const auto& [what, examples] : score.disagreements) all.emplace_back(what, examples.size());
  std::ranges::sort(all, [](const auto& a, const auto& b) {
    return std::pair{b.second, a.first} < std::pair{a.second, b.first};
  });
  auto out = heading({"what differs", "times"});
  for (const auto& [what, times] : all) out += row({what, std::to_string(times)});
  return out;
}

}  // namespace

std::string tables(const Asked& asked, const Score& score, const Score& baseline) {
  return "\n## " + std::string{name(asked.noise)} + " noise, " + std::to_string(asked.people) +
         " people\n\n" + kinds_table(score, baseline) + "\n" + findings_table(score, baseline) +
         "\n" + calibration_table(score) + "\n" + disagreements_table(score);
}

std::string summary(const Asked& asked, const Score& score, const Score& baseline) {
  std::string out;
  for (const auto& [who, of] : {std::pair{"dpledger", &score}, {"baseline", &baseline}}) {
    const auto lines = total(*of);
    const auto found = total_found(*of);
    out += row({std::string{name(asked.noise)}, who, std::to_string(lines.lines),
                share_text(lines.right, lines.posted()), share_text(lines.recalled, lines.decided),
                share_text(lines.left(), lines.lines),
                share_text(lines.lines - lines.decided, lines.lines),
                share_text(found.found, found.expected), share_text(found.sound, found.raised),
                std::to_string(lines.absent)});
  }
  return out;
}

std::string examples(const Asked& asked, const Score& score) {
  std::string out;
  for (const auto& [what, all] : score.disagreements) {
    if (what.find(asked.show) == std::string::npos) continue;
    out += what + ": " + std::to_string(all.size()) + "\n";
    for (std::size_t i = 0; i < std::min<std::size_t>(all.size(), 12); ++i)
      out += "   " + all[i] + "\n";
  }
  return out;
}

std::string below(const Floors& floors, const Score& score) {
  const auto lines = total(score);
  const auto found = total_found(score);
  std::string out;
  const auto check = [&](const char* what, double is, double floor) {
    if (is < floor)
      out += std::string{what} + " " + fixed(is, 4) + " is below " + fixed(floor, 4) + "\n";
  };
  check("precision", share(lines.right, lines.posted()), floors.precision);
  check("recall", share(lines.recalled, lines.decided), floors.recall);
  check("recall of findings", share(found.found, found.expected), floors.findings_recall);
  check("precision of findings", share(found.sound, found.raised), floors.findings_precision);
  if (lines.absent > 0) out += std::to_string(lines.absent) + " lines are not in the book\n";
  return out;
}

}  // namespace accuracy
