#include "tests/app/support_programs.hpp"

#include <algorithm>
#include <cstdlib>
#include <sstream>
#include <stdexcept>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

namespace support {
namespace {

long long pence_of(std::string amount) {
  const bool below = amount.front() == '-';
  if (below) amount.erase(0, 1);
  std::erase(amount, ',');
  const auto point = amount.find('.');
  const auto whole = std::stoll(amount.substr(0, point));
  auto fraction = point == std::string::npos ? "0" : amount.substr(point + 1);
  fraction.resize(2, '0');
  const auto pence = whole * 100 + std::stoll(fraction);
  return below ? -pence : pence;
}

std::vector<std::string> parted(const std::string& text, char by) {
  std::vector<std::string> parts;
  std::istringstream in{text};
  for (std::string part; std::getline(in, part, by);) parts.push_back(part);
  if (!text.empty() && text.back() == by) parts.emplace_back();
  return parts;
}

char byte_of(const std::string& hex) {
  return static_cast<char>(std::stoi(hex, nullptr, 16));
}

/// Every MARK followed by two digits becomes its byte.
std::string bytes_back(const std::string& part, const std::string& mark) {
  std::string made;
  for (std::size_t i = 0; i < part.size();) {
    if (part.compare(i, mark.size(), mark) == 0 && i + mark.size() + 2 <= part.size()) {
      made += byte_of(part.substr(i + mark.size(), 2));
      i += mark.size() + 2;
    } else {
      made += part[i++];
    }
  }
  return made;
}

bool is_small(char c) {
  return !((c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'));
}

std::string capital_back(std::string part) {
  if (part == "X") return "";
  if (part.front() == 'X') return bytes_back(part.substr(1), "-X");
  const bool kept = part.size() > 2 && part.ends_with("-X");
  if (kept) part.resize(part.size() - 2);
  const bool capital = part.front() >= 'A' && part.front() <= 'Z';
  const bool lowered = capital && !kept && (part.size() == 1 || is_small(part[1]));
  if (lowered) part.front() = static_cast<char>(part.front() - 'A' + 'a');
  return bytes_back(part, "-X");
}

/// "123.45 GBP" and its account, from one line of what a program prints.
void take(Balances& balances, const std::string& program, const std::string& account,
          std::string amount) {
  std::erase_if(amount, [](char c) { return c == '"' || c == ' '; });
  const auto gbp = amount.find("GBP");
  if (gbp != std::string::npos) amount.resize(gbp);
  if (amount.empty()) return;
  const auto pence = pence_of(amount);
  if (pence != 0) balances[turned_back(program, account)] += pence;
}

std::string must(const Folder& folder, const std::vector<std::string>& command) {
  const auto ran = folder.run_other(command);
  INFO(command.front() << "\n" << ran.out.substr(0, 2000) << "\n" << ran.err.substr(0, 2000));
  REQUIRE(ran.exit == 0);
  REQUIRE(ran.err == "");
  return ran.out;
}

}  // namespace

std::string turned_back(const std::string& program, const std::string& name) {
  const bool bean = program == "beancount";
  auto parts = parted(name, ':');
  parts.erase(parts.begin());
  if (bean && parts.front() == "Memo") parts.erase(parts.begin());
  REQUIRE(parts.size() >= 3);
  for (auto& part : parts) {
    if (bean) {
      part = capital_back(part);
    } else {
      part = part == "%" ? "" : bytes_back(part, "%");
    }
  }
  std::string made = parts[0] + "|" + parts[1] + "|" + parts[2];
  for (std::size_t i = 3; i < parts.size(); ++i) made += ":" + parts[i];
  return made;
}

Balances our_balances(const Folder& folder, const std::string& as_of) {
  const auto ran = folder.run({"trial-balance", "--json", "--as-of", as_of});
  REQUIRE(ran.exit == 0);
  Balances balances;
  const auto document = nlohmann::json::parse(ran.out);
  for (const auto& account : document.at("accounts")) {
    const auto pence = pence_of(account.at("balance").get<std::string>());
    if (pence == 0) continue;
    balances[account.at("person").get<std::string>() + "|" +
             account.at("budget").get<std::string>() + "|" +
             account.at("account").get<std::string>()] = pence;
  }
  return balances;
}

Balances balances_by(const std::string& program, const Folder& folder, const std::string& as_of,
                     const std::vector<std::string>& more) {
  std::vector<std::string> words{"export",           "--format", program, "--out",
                                 "books." + program, "--as-of",  as_of};
  words.insert(words.end(), more.begin(), more.end());
  const auto exported = folder.run(words);
  INFO(exported.err);
  REQUIRE(exported.exit == 0);
  const auto file = "books." + program;
  Balances balances;
  if (program == "hledger") {
    must(folder, {"hledger", "-f", file, "check", "--strict"});
    const auto said = must(folder, {"hledger", "-f", file, "balance", "--flat", "-N", "-O", "csv"});
    const auto lines = parted(said, '\n');
    for (std::size_t i = 1; i < lines.size(); ++i) {
      const auto cut = lines[i].rfind("\",\"");
      if (cut == std::string::npos) continue;
      take(balances, program, lines[i].substr(1, cut - 1), lines[i].substr(cut + 2));
    }
  } else if (program == "ledger") {
    const auto said = must(folder, {"ledger", "-f", file, "--strict", "--pedantic", "balance",
                                    "--flat", "--no-total", "--format", "%(account)\t%(amount)\n"});
    for (const auto& line : parted(said, '\n')) {
      const auto cut = line.find('\t');
      if (cut != std::string::npos) {
        take(balances, program, line.substr(0, cut), line.substr(cut + 1));
      }
    }
  } else {
    must(folder, {"bean-check", file});
    const auto said = must(folder, {"bean-query", "-f", "csv", file,
                                    "SELECT account, number(only('GBP', sum(position))) "
                                    "GROUP BY account"});
    const auto lines = parted(said, '\n');
    for (std::size_t i = 1; i < lines.size(); ++i) {
      auto line = lines[i];
      std::erase_if(line, [](char c) { return c == '\r' || c == ' '; });
      const auto cut = line.find(',');
      if (cut != std::string::npos) {
        take(balances, program, line.substr(0, cut), line.substr(cut + 1));
      }
    }
  }
  folder.run_other({"rm", file});
  return balances;
}

}  // namespace support
