// What a letter says, before it is laid out.
#pragma once

#include "reports/letter.hpp"

#include <optional>
#include <string>
#include <vector>

namespace reports {

struct Letter {
  std::string to, from, dear;
  std::string signer, role;         ///< empty: a line to sign on
  std::vector<std::string> before;  ///< paragraphs before the table
  std::optional<Table> table{};
  std::optional<Table> data{};  ///< the same for CSV, where its days are words for people
  std::vector<std::string> after{};
};

/// A Defect when there is no letter about the act, or its reclaim does not stand.
Letter written(const LetterAbout& about);

}  // namespace reports
