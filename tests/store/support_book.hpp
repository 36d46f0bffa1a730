// Small books for the tests: an invented person, a month of lines, and the entries they lead to.
#pragma once

#include "ledger/store/book.hpp"

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace store_tests {

/// A folder of its own, gone with all it holds.
class Folder {
 public:
  Folder();
  ~Folder();
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  std::string file(std::string_view name) const { return (path_ / name).string(); }

 private:
  std::filesystem::path path_;
};

ledger::Date day(int year, int month, int day);
ledger::Money pounds(std::int64_t whole, std::int64_t pence = 0);
store::Stamp stamp(std::string_view by = "r.patel");
store::BookInfo info();
std::unique_ptr<store::Book> new_book(const std::string& path);
std::unique_ptr<store::Book> opened(const std::string& path);

ledger::PersonVersion version(std::string_view ref = "P0001");

/// Lines of the account `REF/dp`, numbered, from the 1st of April on: one a day, "WAGES n".
std::vector<ledger::StatementLine> lines(std::string_view ref, int count, int first = 0);
/// A bank file of one account that holds these lines, all of them new.
store::NewImport bank_file(ledger::PersonId person, std::string_view ref, std::string file,
                           std::vector<ledger::StatementLine> lines);
/// A bureau's file with one payslip of W1.
store::NewImport payroll_file(ledger::PersonId person, std::string_view ref, std::string file);
/// The entry of a line that was matched to net pay.
ledger::Entry line_entry(const ledger::StatementLine& line, std::string_view item);

/// A book with one person, one bank file of three lines, one payroll file, and their entries, one
/// of which is reversed; all committed.
struct Small {
  std::unique_ptr<store::Book> book;
  ledger::PersonId person;
};
Small small_book(const std::string& path);

/// Everything a reader tells about everybody, as one text: two books that say the same are equal.
std::string all_of(store::Reader& reader);
std::vector<std::string> breaches(store::Book& book);

/// Runs SQL on the file as anybody with the sqlite3 shell could, the triggers gone for as long.
void tamper(const std::string& path, const std::string& sql);
/// The same with the triggers in place: the error's text, or empty when it went through.
std::string attempt(const std::string& path, const std::string& sql);
std::string ask(const std::string& path, const std::string& sql);

}  // namespace store_tests
