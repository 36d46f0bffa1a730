#include "tests/import/support_pdf.hpp"

namespace support {
namespace {

/// Helvetica's widths in thousandths of its size, as far as amounts need them.
int width_of(char c) {
  if (c >= '0' && c <= '9') return 556;
  switch (c) {
    case '.':
    case ',':
    case ' ':
      return 278;
    case '-':
      return 333;
    case 'O':
      return 778;
    case 'C':
    case 'D':
    case 'R':
      return 722;
    default:
      return 556;  // £ too
  }
}

/// As a string of a PDF, in WinAnsi: of all beyond ASCII only the pound sign is used.
std::string string_of(std::string_view utf8) {
  std::string out = "(";
  for (const char c : utf8) {
    if (c == '\xC2') continue;
    if (c == '\xA3') {
      out += "\\243";
      continue;
    }
    if (c == '(' || c == ')' || c == '\\') out += '\\';
    out += c;
  }
  return out + ")";
}

std::string object(std::size_t number, const std::string& body) {
  return std::to_string(number) + " 0 obj\n" + body + "\nendobj\n";
}

std::string ten_digits(std::size_t offset) {
  auto digits = std::to_string(offset);
  return std::string(10 - digits.size(), '0') + digits;
}

}  // namespace

void PdfWriter::begin_page() {
  pages_.emplace_back();
}

void PdfWriter::put(std::string place, std::string_view utf8, int size) {
  pages_.back() += "BT /F1 " + std::to_string(size) + " Tf " + std::move(place) + " Td " +
                   string_of(utf8) + " Tj ET\n";
}

void PdfWriter::text(int left, int down, std::string_view utf8, int size) {
  put(std::to_string(left) + " " + std::to_string(842 - down), utf8, size);
}

void PdfWriter::right(int right, int down, std::string_view utf8, int size) {
  int width = 0;
  for (const char c : utf8) width += c == '\xC2' ? 0 : width_of(c) * size;
  const int left = right * 1000 - width;
  auto thousandths = std::to_string(left % 1000);
  thousandths.insert(0, 3 - thousandths.size(), '0');
  put(std::to_string(left / 1000) + "." + thousandths + " " + std::to_string(842 - down), utf8,
      size);
}

std::string PdfWriter::bytes() const {
  std::string kids;
  std::vector<std::string> objects{"<< /Type /Catalog /Pages 2 0 R >>", "",
                                   "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica "
                                   "/Encoding /WinAnsiEncoding >>"};
  for (const auto& page : pages_) {
    const auto number = objects.size() + 1;
    kids += std::to_string(number) + " 0 R ";
    objects.push_back(
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> "
        ">> /Contents " +
        std::to_string(number + 1) + " 0 R >>");
    objects.push_back("<< /Length " + std::to_string(page.size()) + " >>\nstream\n" + page +
                      "endstream");
  }
  objects[1] =
      "<< /Type /Pages /Kids [ " + kids + "] /Count " + std::to_string(pages_.size()) + " >>";
  std::string out = "%PDF-1.4\n";
  std::string places;
  for (std::size_t i = 0; i < objects.size(); ++i) {
    places += ten_digits(out.size()) + " 00000 n \n";
    out += object(i + 1, objects[i]);
  }
  const auto count = std::to_string(objects.size() + 1);
  const auto table = out.size();
  return out + "xref\n0 " + count + "\n0000000000 65535 f \n" + places + "trailer\n<< /Size " +
         count + " /Root 1 0 R >>\nstartxref\n" + std::to_string(table) + "\n%%EOF\n";
}

namespace {

/// A row of a table; empty cells stay empty.
struct Printed {
  std::string_view day, text, out, in, balance;
};

struct Grid {
  int day, text, out, in, balance;  ///< days and texts from the left, amounts to the right
};

void draw(PdfWriter& pdf, const Grid& grid, int down, const Printed& row) {
  if (!row.day.empty()) pdf.text(grid.day, down, row.day);
  if (!row.text.empty()) pdf.text(grid.text, down, row.text);
  if (!row.out.empty()) pdf.right(grid.out, down, row.out);
  if (!row.in.empty()) pdf.right(grid.in, down, row.in);
  if (!row.balance.empty()) pdf.right(grid.balance, down, row.balance);
}

int draw_all(PdfWriter& pdf, const Grid& grid, int down, const std::vector<Printed>& rows) {
  for (const auto& row : rows) draw(pdf, grid, down += 14, row);
  return down;
}

std::string northgate() {
  constexpr Grid grid{45, 120, 370, 450, 545};
  PdfWriter pdf;
  pdf.begin_page();
  pdf.text(45, 60, "Northgate Bank", 18);
  pdf.text(45, 95, "Mrs Edna Marlowe");
  pdf.text(45, 108, "4 Orchard Lane, Wetherby LS22 0XX");
  pdf.text(330, 95, "Direct payment account");
  pdf.text(330, 108, "Sort code 30-90-21");
  pdf.text(330, 121, "Account number 01234567");
  pdf.text(330, 134, "1 April 2025 to 30 April 2025");
  pdf.text(45, 170, "Opening balance");
  pdf.right(250, 170, "£1,840.25");
  pdf.text(45, 184, "Total paid in");
  pdf.right(250, 184, "£4,652.10");
  pdf.text(45, 198, "Total paid out");
  pdf.right(250, 198, "£1,673.91");
  pdf.text(45, 212, "Closing balance");
  pdf.right(250, 212, "£4,818.44");
  draw(pdf, grid, 250, {"Date", "Description", "Paid out", "Paid in", "Balance"});
  const int down = draw_all(
      pdf, grid, 252,
      {{"01 Apr 2025", "Opening balance", "", "", "1,840.25"},
       {"02 Apr 2025", "NHS NOTTS ICB DIRECT PAYMENT", "", "4,640.00", "6,480.25"},
       {"", "REF PHB 00417", "", "", ""},
       {"04 Apr 2025", "Standing order", "312.50", "", "6,167.75"},
       {"", "AMY JONES WAGES", "", "", ""},
       {"04 Apr 2025", "Standing order", "312.50", "", "5,855.25"},
       {"", "PETER OKORO WAGES", "", "", ""},
       {"09 Apr 2025", "HMRC PAYE 123PX00417721", "187.41", "", "5,667.84"},
       {"11 Apr 2025", "Card payment MOBILITY CENTRE 12.50 VAT INCL", "75.00", "", "5,592.84"},
       {"15 Apr 2025", "Refund MOBILITY CENTRE", "", "12.10", "5,604.94"},
       {"22 Apr 2025", "Direct debit BRIGHTSTAR INSURANCE", "86.50", "", "5,518.44"},
       {"29 Apr 2025", "Faster payment ASHFIELD CARE AGENCY", "700.00", "", "4,818.44"},
       {"30 Apr 2025", "Closing balance", "", "", "4,818.44"}});
  pdf.text(45, down + 60,
           "Northgate Bank is an invented bank. Deposits up to £85,000 are protected by nobody.",
           7);
  pdf.text(45, down + 72, "Page 1 of 1", 7);
  return pdf.bytes();
}

void harbour_head(PdfWriter& pdf, const Grid& grid, std::string_view sheet) {
  pdf.begin_page();
  pdf.text(50, 50, "Harbour Bank plc", 16);
  pdf.text(50, 75, "Your Community Account");
  pdf.text(50, 95, "Account Name");
  pdf.text(230, 95, "Sortcode");
  pdf.text(300, 95, "Account Number");
  pdf.text(420, 95, "Sheet Number");
  pdf.text(50, 107, "Mr Idris Vaughan");
  pdf.text(230, 107, "20-11-04");
  pdf.text(300, 107, "70411962");
  pdf.text(420, 107, sheet);
  pdf.text(50, 130, "Statement from 5 May to 4 June 2025");
  draw(pdf, grid, 160, {"Date", "Payment type and details", "Paid out", "Paid in", "Balance"});
}

std::string harbour() {
  constexpr Grid grid{50, 110, 390, 465, 540};
  PdfWriter pdf;
  harbour_head(pdf, grid, "41");
  int down = draw_all(pdf, grid, 162,
                      {{"04 May 25", "BALANCE BROUGHT FORWARD", "", "", "212.08"},
                       {"06 May 25", "CR   LEEDS CITY COUNCIL", "", "", ""},
                       {"", "DIRECT PAYMENTS 88213", "", "1,960.00", ""},
                       {"", "DD   GREENWAY ENERGY", "", "", ""},
                       {"", "CARE ROOM METER", "64.20", "", "2,107.88"},
                       {"09 May 25", "SO   C MENSAH", "480.00", "", ""},
                       {"", "SO   C MENSAH", "480.00", "", ""},
                       {"", "VIS  PHARMA DIRECT", "", "", ""},
                       {"", "LONDON N1", "18.99", "", "1,128.89"},
                       {"20 May 25", "BP   SUNRISE DAY CENTRE", "", "", ""},
                       {"", "INV 2207", "1,250.00", "", "121.11 D"},
                       {"", "BALANCE CARRIED FORWARD", "", "", "121.11 D"}});
  pdf.text(50, 780, "Harbour Bank plc is an invented bank and answers to no authority.", 7);
  harbour_head(pdf, grid, "42");
  down = draw_all(pdf, grid, 162,
                  {{"", "BALANCE BROUGHT FORWARD", "", "", "121.11 D"},
                   {"21 May 25", "CR   VAUGHAN I", "", "", ""},
                   {"", "TRANSFER", "", "300.00", "178.89"},
                   {"03 Jun 25", "CR   LEEDS CITY COUNCIL", "", "", ""},
                   {"", "DIRECT PAYMENTS 88213", "", "1,960.00", ""},
                   {"", "DR   UNPAID ITEM FEE", "5.00", "", "2,133.89"},
                   {"04 Jun 25", "BALANCE CARRIED FORWARD", "", "", "2,133.89"}});
  pdf.text(50, down + 50, "Interest and charges are explained on our website.", 7);
  return pdf.bytes();
}

void meridian_heading(PdfWriter& pdf, int down) {
  pdf.text(60, down, "Date");
  pdf.text(110, down, "Transaction");
  pdf.text(340, down, "Money");
  pdf.text(420, down, "Money");
  pdf.text(490, down, "Balance");
  pdf.text(340, down + 11, "out (£)");
  pdf.text(420, down + 11, "in (£)");
  pdf.text(490, down + 11, "(£)");
}

std::string meridian() {
  constexpr Grid grid{60, 110, 385, 460, 525};
  PdfWriter pdf;
  pdf.begin_page();
  pdf.text(60, 60, "MERIDIAN", 20);
  pdf.text(60, 90, "Statement period: 16 December 2025 - 15 January 2026");
  pdf.text(60, 104, "Account number: 0456 7812   Sort code: 60 12 44");
  pdf.text(60, 118, "Account name: MS JOAN PERRY");
  meridian_heading(pdf, 150);
  draw_all(pdf, grid, 165,
           {{"16 Dec", "Start balance", "", "", "95.40"},
            {"18 Dec", "Direct Debit to RIVER WATER", "31.15", "", "64.25"},
            {"24 Dec", "Payment to DANIEL OSEI", "420.00", "", "-355.75"},
            {"", "Ref: wages week 38", "", "", ""},
            {"", "Payment to RUTH ADEYEMI", "210.00", "", "-565.75"},
            {"29 Dec", "Received from KENT PHB TEAM", "", "2,400.00", "1,834.25"},
            {"31 Dec", "Card Payment to WELLGATE", "", "", ""},
            {"", "CHEMIST on 30 Dec", "17.60", "", "1,816.65"},
            {"2 Jan", "Payment to ORCHARD RESPITE HOUSE", "960.00", "", "856.65"}});
  pdf.text(60, 800, "Page 1 of 2", 7);
  pdf.begin_page();
  pdf.text(60, 60, "MERIDIAN", 20);
  meridian_heading(pdf, 90);
  const int down = draw_all(pdf, grid, 105,
                            {{"", "Ref: 3 nights January", "", "", ""},
                             {"9 Jan", "Direct Debit to RIVER WATER", "31.15", "", "825.50"},
                             {"14 Jan", "Refund from WELLGATE CHEMIST", "", "17.60", "843.10"},
                             {"15 Jan", "End balance", "", "", "843.10"}});
  pdf.text(60, down + 40, "Overdrafts: you pay nothing for the first 50.00 pounds.", 7);
  pdf.text(60, 800, "Page 2 of 2", 7);
  return pdf.bytes();
}

}  // namespace

std::vector<SamplePdf> sample_pdfs() {
  return {{"northgate", northgate()}, {"harbour", harbour()}, {"meridian", meridian()}};
}

}  // namespace support
