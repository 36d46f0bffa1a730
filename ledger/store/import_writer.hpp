// Writes what one file brings: its import, and for each person in it the lines and papers under one
// link.
#pragma once

#include "ledger/store/book.hpp"
#include "ledger/store/chain_writer.hpp"
#include "ledger/store/row_writer.hpp"

#include <map>
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

  std::map<ledger::PersonId, Part> parts_of(const NewImport& import) const;
  void add_import_row(const ImportRow& import, std::int64_t id);
  void add_part(ledger::PersonId person, const Part& part);
  void add_statements(ledger::PersonId person, const Part& part);
  void add_places(ledger::PersonId person, const std::vector<Place>& places,
                  const std::vector<std::int64_t>& accounts);
  void add_wordings(ledger::PersonId person, const Part& part);
  bool in_book(ledger::PersonId person, ledger::LineId line);
  void add_papers(std::int64_t person, const Part& part);
  void add_payslip(std::int64_t person, std::int64_t position, const ledger::Payslip& slip);

  Connection& connection_;
  ChainWriter& chain_;
  RowWriter frames_, lines_, sightings_, wordings_, payslips_, unstated_, summaries_, invoices_,
      deliveries_;
  std::int64_t import_ = 0;
};

}  // namespace store
