// Writes what one file brings: its import, and for each person in it the lines and papers under one
// link.
#pragma once

#include "ledger/store/book.hpp"
#include "ledger/store/chain_writer.hpp"
#include "ledger/store/row_writer.hpp"

#include <map>
#include <string>
#include <vector>

namespace store {

class ImportWriter {
 public:
  ImportWriter(Connection& connection, ChainWriter& chain);
  ledger::ImportId add(const NewImport& import);

 private:
  /// What of a file is one person's.
  struct Part {
    std::vector<const NewStatement*> statements;
    std::vector<const ledger::Payslip*> payslips;
    std::vector<const ledger::EmployerSummary*> summaries;
    std::vector<const ledger::Invoice*> invoices;
    std::vector<const ledger::Delivery*> deliveries;
  };
  /// A line of the file, new or known, at its place in a frame.
  struct Place {
    ledger::LineId id;
    std::int64_t frame;
    std::int64_t position;
    int file_line;
    const ledger::StatementLine* line;  ///< null: the book has it
  };

  /// A line as this file words it, at its place in a frame.
  struct Worded {
    std::int64_t frame;
    std::int64_t position;
    const ledger::StatementLine* line;
  };

  std::map<ledger::PersonId, Part> parts_of(const NewImport& import) const;
  void add_import_row(const ImportRow& import, std::int64_t id);
  void add_part(ledger::PersonId person, const Part& part);
  void add_statements(ledger::PersonId person, const Part& part);
  /// Lines of the file whose wording is to be kept beside the row are added to `worded`.
  void add_places(ledger::PersonId person, const std::vector<Place>& places,
                  const std::vector<std::int64_t>& accounts, std::vector<Worded>& worded);
  std::vector<Worded> wordings_of(const Part& part) const;
  void add_wordings(ledger::PersonId person, std::vector<Worded>& worded);
  bool in_book(ledger::PersonId person, ledger::LineId line);
  void add_papers(std::int64_t person, const Part& part);
  void add_payslip(std::int64_t person, std::int64_t position, const ledger::Payslip& slip);

  Connection& connection_;
  ChainWriter& chain_;
  RowWriter frames_, lines_, sightings_, wordings_, origins_, payslips_, unstated_, summaries_,
      invoices_, deliveries_;
  std::int64_t import_ = 0;
  std::string format_;  ///< of the import
};

}  // namespace store
