// Makes the files of N invented people: dpledger_bench_generate PEOPLE FOLDER [SEED]
//
//   FOLDER/people/P00001.toml    what is agreed
//   FOLDER/bank/P00001-1.csv     bank exports, one, two or four a year
//   FOLDER/payroll-1.csv …       250 people a file, as a bureau sends them
//   FOLDER/invoices-1.csv …
//   FOLDER/manifest.csv          all of them, for `dpledger import --manifest`
//   FOLDER/peers.csv             every bank line once more, for hledger and ledger
//   FOLDER/totals.csv            what must come out: lines, payslips, invoices, bank at the end
#include "bench/files.hpp"

#include <filesystem>
#include <fstream>
#include <iostream>
#include <stdexcept>

namespace {

constexpr std::int64_t people_a_bureau = 250;

void write(const std::filesystem::path& path, const std::string& bytes) {
  std::ofstream out{path, std::ios::binary};
  out << bytes;
  if (!out.flush()) throw std::runtime_error{"cannot write " + path.string()};
}

/// What the files of several people hold together.
struct Bureau {
  std::string payroll, invoices;
};

void generate(std::int64_t people, const std::filesystem::path& folder, std::uint64_t seed) {
  std::filesystem::create_directories(folder / "people");
  std::filesystem::create_directories(folder / "bank");
  std::ofstream peers{folder / "peers.csv"};
  std::ofstream manifest{folder / "manifest.csv"};
  std::ofstream totals{folder / "totals.csv"};
  peers << bench::peers_header;
  manifest << "file,kind,account\n";
  totals << "person,lines,payslips,invoices,bank\n";
  Bureau bureau;
  for (std::int64_t number = 1; number <= people; ++number) {
    const bench::Person person = bench::make_person(number, seed);
    write(folder / "people" / (person.ref + ".toml"), bench::person_file(person));
    for (int part = 0; part < person.files; ++part) {
      const std::string name = "bank/" + person.ref + "-" + std::to_string(part + 1) + ".csv";
      write(folder / name, bench::bank_file(person, part));
      manifest << name << ",bank," << person.ref << "/dp\n";
    }
    bureau.payroll += bench::payroll_rows(person);
    bureau.invoices += bench::invoice_rows(person);
    peers << bench::peers_rows(person);
    bench::Pence bank = person.opening;
    for (const bench::BankLine& line : person.lines) bank += line.amount;
    totals << person.ref << ',' << person.lines.size() << ',' << person.payslips.size() << ','
           << person.invoices.size() << ',' << bench::pounds(bank) << '\n';
    if (number % people_a_bureau != 0 && number != people) continue;
    const std::string nth = std::to_string((number + people_a_bureau - 1) / people_a_bureau);
    write(folder / ("payroll-" + nth + ".csv"), bench::payroll_header + bureau.payroll);
    manifest << "payroll-" << nth << ".csv,payroll,\n";
    if (!bureau.invoices.empty()) {
      write(folder / ("invoices-" + nth + ".csv"), bench::invoice_header + bureau.invoices);
      manifest << "invoices-" << nth << ".csv,invoice,\n";
    }
    bureau = {};
  }
  if (!peers.flush() || !manifest.flush() || !totals.flush()) {
    throw std::runtime_error{"cannot write in " + folder.string()};
  }
}

}  // namespace

int main(int count, char** arguments) try {
  if (count < 3) {
    std::cerr << "usage: dpledger_bench_generate PEOPLE FOLDER [SEED]\n";
    return 2;
  }
  generate(std::stoll(arguments[1]), arguments[2],
           count > 3 ? std::stoull(arguments[3]) : 20250401U);
  return 0;
} catch (const std::exception& error) {
  std::cerr << "dpledger_bench_generate: " << error.what() << '\n';
  return 4;
}
