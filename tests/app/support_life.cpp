#include "tests/app/support_life.hpp"

#include <cstdlib>
#include <fstream>
#include <sstream>
#include <utility>

#include <catch2/catch.hpp>

namespace support {

namespace fs = std::filesystem;

std::string content_of(const fs::path& file) {
  std::ifstream in{file, std::ios::binary};
  std::stringstream all;
  all << in.rdbuf();
  return all.str();
}

Life::Life(const std::string& name, const std::vector<std::string>& people, std::string as_of,
           std::string kind)
    : name_{name}, as_of_{std::move(as_of)}, kind_{std::move(kind)} {
  for (const auto& file : fs::directory_iterator{home()}) {
    if (!file.is_regular_file()) continue;
    folder_.write(file.path().filename().string(), content_of(file.path()));
  }
  page({"init", "--commissioner", "NHS Fenland ICB"});
  for (const auto& person : people) page({"load", person});
  page({"import", "--manifest", "manifest.csv"});
  page({"reconcile"});
}

std::string Life::page(std::vector<std::string> words, const std::string& as_of) const {
  words.insert(words.end(), {"--as-of", as_of.empty() ? as_of_ : as_of});
  const auto ran = folder_.run(words);
  CAPTURE(words, ran.out, ran.err);
  REQUIRE(ran.exit == 0);
  return ran.out;
}

nlohmann::json Life::document(std::vector<std::string> words, const std::string& as_of) const {
  words.emplace_back("--json");
  return nlohmann::json::parse(page(std::move(words), as_of));
}

void Life::check_page(const std::string& name, const std::vector<std::string>& words,
                      const std::string& as_of) const {
  const auto said = page(words, as_of);
  const auto file = home() / "expected" / name;
  if (std::getenv("DPLEDGER_APPROVE") != nullptr) {
    fs::create_directories(file.parent_path());
    std::ofstream{file, std::ios::binary} << said;
  }
  INFO(file);
  CHECK(said == content_of(file));
}

std::vector<std::string> Life::raised(const std::string& as_of) const {
  std::vector<std::string> codes;
  const auto found = document({"findings"}, as_of);
  for (const auto& each : found["findings"]) {
    if (each["state"] == "open") codes.push_back(each["code"]);
  }
  return codes;
}

fs::path Life::home() const {
  return fs::path{DPLEDGER_FIXTURES} / kind_ / name_;
}

}  // namespace support
