// What the renderers share: how a cell reads, and which columns stand to the right.
#pragma once

#include "reports/answer.hpp"

#include <string>
#include <vector>

namespace reports {

/// "1,234.56", "-0.05": an amount in a table for people.
std::string grouped(ledger::Money amount);
/// How a cell reads to a person: amounts grouped, dates as 2025-04-30.
std::string for_people(const Cell& cell);
/// True when it is an amount or a number.
bool is_figure(const Cell& cell);
/// Underscores and nothing else: a line for a pen.
bool is_for_a_pen(const Cell& cell);
/// True for each column that holds figures and nothing else: it stands to the right.
std::vector<bool> figure_columns(const Table& table);
/// A table without the columns that are only for CSV.
Table shown_to_people(const Table& table);
/// Every row, and the totals, has one cell a column; a Defect when not.
void ensure_rectangular(const Table& table);

}  // namespace reports
