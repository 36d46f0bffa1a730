#include "tests/app/support_harriet.hpp"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>

#include <catch2/catch.hpp>

namespace support {
namespace {

namespace fs = std::filesystem;

const fs::path fixture = fs::path{DPLEDGER_FIXTURES} / "review";

}  // namespace

Harriet::Harriet() {
  for (const auto& file : fs::directory_iterator{fixture}) {
    if (file.is_regular_file()) {
      fs::copy(file.path(), fs::path{folder_.path()} / file.path().filename());
    }
  }
  said({"init", "--commissioner", "NHS Trent and Soar ICB"});
  said({"load", "person.toml"});
  said({"import", "--manifest", "manifest.csv"});
  said({"reconcile"});
}

Ran Harriet::run(std::vector<std::string> words) const {
  words.insert(words.end(), {"--as-of", harriets_day, "--by", "r.patel"});
  return folder_.run(words);
}

std::string Harriet::said(std::vector<std::string> words) const {
  const auto ran = run(words);
  if (ran.exit != 0) throw std::runtime_error{words.front() + " failed: " + ran.err};
  return ran.out;
}

nlohmann::json Harriet::json(std::vector<std::string> words) const {
  words.emplace_back("--json");
  return nlohmann::json::parse(said(std::move(words)));
}

std::string Harriet::waiting(const std::string& amount, const std::string& code) const {
  const auto queue = json({"review", "--all"});
  for (const auto& entry : queue.at("entries")) {
    if (entry.at("amount") == amount && entry.at("code") == code) return entry.at("subject");
    for (const auto& finding : entry.at("findings")) {  // of a line, which was paid
      if (entry.at("amount") == "-" + amount && finding.at("code") == code) return finding.at("id");
    }
  }
  throw std::runtime_error{"nothing waits for " + amount + " " + code};
}

std::string Harriet::standing() const {
  std::string all;
  for (const auto* command : {"matches", "findings", "trial-balance"}) {
    all += said({command, "--json"});
  }
  return all + said({"review", "--all", "--json"});
}

void compare_with_approved_review(const std::string& page, const std::string& said) {
  const auto file = fixture / "expected" / page;
  if (std::getenv("DPLEDGER_APPROVE") != nullptr) {
    fs::create_directories(file.parent_path());
    std::ofstream{file, std::ios::binary} << said;
  }
  std::ifstream in{file, std::ios::binary};
  std::ostringstream approved;
  approved << in.rdbuf();
  INFO(file);
  CHECK(said == approved.str());
}

}  // namespace support
