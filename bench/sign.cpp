// What it costs to sign a PDF and to verify it, in this process: a page, and a page with pictures
// and fonts of 200 kB, as a statement has them.
#include "signing/pdf_signature.hpp"

#include <cstdio>
#include <ctime>
#include <string>

#include <benchmark/benchmark.h>

namespace {

constexpr std::time_t today = 1'750'000'000;

std::string pdf_of(std::size_t stream_size) {
  const std::string objects[]{
      "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
      "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>",
      "<< /Length " + std::to_string(stream_size) + " >>\nstream\n" +
          std::string(stream_size, ' ') + "\nendstream"};
  std::string pdf = "%PDF-1.7\n";
  std::string table = "xref\n0 5\n0000000000 65535 f \n";
  int number = 0;
  for (const auto& object : objects) {
    char line[24];
    std::snprintf(line, sizeof line, "%010zu 00000 n \n", pdf.size());
    table += line;
    pdf += std::to_string(++number) + " 0 obj\n" + object + "\nendobj\n";
  }
  return pdf + table + "trailer\n<< /Size 5 /Root 1 0 R >>\nstartxref\n" +
         std::to_string(pdf.size()) + "\n%%EOF\n";
}

signing::Signer signer() {
  const auto made = signing::make_throw_away("Ann", today);
  signing::Signer signer;
  signer.key_pem = made.key_pem;
  signer.certificate_pem = made.certificate_pem;
  signer.role = "Auditor";
  return signer;
}

void sign_pdf(benchmark::State& state) {
  const auto pdf = pdf_of(static_cast<std::size_t>(state.range(0)));
  const auto who = signer();
  for (auto _ : state) benchmark::DoNotOptimize(signing::sign_pdf(pdf, "page.pdf", who, today));
}

void countersign_pdf(benchmark::State& state) {
  const auto who = signer();
  const auto once =
      signing::sign_pdf(pdf_of(static_cast<std::size_t>(state.range(0))), "page.pdf", who, today);
  for (auto _ : state) {
    benchmark::DoNotOptimize(signing::sign_pdf(once.value(), "page.pdf", who, today));
  }
}

void verify_two(benchmark::State& state) {
  const auto who = signer();
  const auto once =
      signing::sign_pdf(pdf_of(static_cast<std::size_t>(state.range(0))), "page.pdf", who, today);
  const auto twice = signing::sign_pdf(once.value(), "page.pdf", who, today);
  for (auto _ : state) {
    benchmark::DoNotOptimize(signing::verify_pdf(twice.value(), std::nullopt, "", today));
  }
}

}  // namespace

BENCHMARK(sign_pdf)->Unit(benchmark::kMillisecond)->Arg(1'000)->Arg(200'000);
BENCHMARK(countersign_pdf)->Unit(benchmark::kMillisecond)->Arg(1'000)->Arg(200'000);
BENCHMARK(verify_two)->Unit(benchmark::kMillisecond)->Arg(1'000)->Arg(200'000);
BENCHMARK_MAIN();
