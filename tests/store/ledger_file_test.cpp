// SPDX-License-Identifier: Apache-2.0
/// \file
/// Files that are refused stay as they were; damage is never taken for a result.
#include "reports/store/ledger_file.hpp"

#include <doctest/doctest.h>
#include <sys/resource.h>

#include <csignal>
#include <cstdint>
#include <string>
#include <vector>

#include "reference/number/random.hpp"
#include "reports/store/ledger.hpp"
#include "reports/store/row_json.hpp"
#include "reports/store/series_json.hpp"
#include "tests/check/fake.hpp"
#include "tests/store/processes.hpp"
#include "tests/store/scratch.hpp"

namespace attest::store {
namespace {

using check::Batch;
namespace fake = check::fake;

/// A ledger with 40 batches, 3 rows, 12 counted series, 12 times, a law and a machine.
void write_ledger(const std::filesystem::path& path) {
  Ledger ledger(path, Access::read_write);
  for (std::int64_t i = 0; i < 40; ++i) ledger.keep(fake::key(), batch_at(i));
  for (std::uint64_t seed = 0; seed < 3; ++seed) {
    check::Row row;
    row.claim = "some_claim";
    row.seed = seed;
    ledger.keep(row);
  }
  check::SeriesRow series{.claim = "some_claim", .sizes = {1, 2}};
  series.lines.push_back({.name = "a line", .counts = {Rational(1), Rational(2)}});
  check::TimingRow timing{.claim = "some_claim", .seconds_approx = {1, 2, 3}};
  check::SeriesRecord record;
  for (int i = 0; i < 12; ++i) {
    series.name = "series " + std::to_string(i);
    timing.size = i;
    record.counts.push_back(series);
    record.timings.push_back(timing);
  }
  record.fits = {{.claim = "some_claim"}};
  record.machines = {{.cpu = "a processor"}};
  ledger.keep(record);
}

/// Everything a ledger says, or the id of the error that it ends with.
std::string content_of(const std::filesystem::path& path, Access access) {
  std::string content;
  const std::string error = error_of([&] {
    const Ledger ledger(path, access);
    for (const Batch& batch : ledger.kept(fake::key())) content += to_json(batch.tally);
    for (const check::Row& row : ledger.rows()) content += to_json(row);
    content += bench_json(ledger.series());
  });
  return error == "none" ? content : error;
}

std::string refused_as(const std::filesystem::path& path, Access access) {
  return error_of([&] { const Ledger ledger(path, access); });
}

TEST_CASE("files of tests/inputs/reject/ledger are refused with their error id and left alone") {
  const std::filesystem::path folder =
      std::filesystem::path(ATTEST_SOURCE_DIR) / "tests/inputs/reject/ledger";
  const std::map<std::string, std::string> expected = {{"empty.db", "ledger-damaged"},
                                                       {"magic_alone.db", "ledger-damaged"},
                                                       {"report.json", "ledger-foreign"},
                                                       {"text.db", "ledger-foreign"}};
  std::size_t count = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    const std::string name = entry.path().filename().string();
    CAPTURE(name);
    const Scratch scratch;
    std::filesystem::copy_file(entry.path(), scratch / name);
    const auto before = scratch.files();
    CHECK(refused_as(scratch / name, Access::read_write) == expected.at(name));
    CHECK(refused_as(scratch / name, Access::read_only) == expected.at(name));
    CHECK(scratch.files() == before);
    ++count;
  }
  CHECK(count == expected.size());
}

TEST_CASE("databases of other programs and ledgers of other versions are refused and left alone") {
  const Scratch scratch;
  {
    Database foreign(scratch / "foreign.db", Opening::create);
    foreign.execute("CREATE TABLE rows(x)");
    foreign.execute("PRAGMA journal_mode = WAL");
  }
  write_ledger(scratch / "newer.db");
  {
    Database newer(scratch / "newer.db", Opening::read_write);
    newer.execute("PRAGMA user_version = 2");
  }
  write_ledger(scratch / "tables.db");
  {
    Database tables(scratch / "tables.db", Opening::read_write);
    tables.execute("DROP TABLE batches");
  }
  const auto before = scratch.files();
  for (const Access access : {Access::read_write, Access::read_only}) {
    CHECK(refused_as(scratch / "foreign.db", access) == "ledger-foreign");
    CHECK(refused_as(scratch / "newer.db", access) == "ledger-version");
    CHECK(refused_as(scratch / "tables.db", access) == "ledger-damaged");
  }
  CHECK(scratch.files() == before);
}

TEST_CASE("a truncated ledger is refused at every length and left alone") {
  const Scratch scratch;
  write_ledger(scratch / "whole.db");
  const std::string bytes = bytes_of(scratch / "whole.db");
  std::vector<std::size_t> lengths = {0, 1, 15, 16, 99, 100, 101, bytes.size() - 1};
  for (std::size_t length = 512; length < bytes.size(); length += 1536) lengths.push_back(length);
  for (const std::size_t length : lengths) {
    CAPTURE(length);
    const Scratch place;
    write_bytes(place / "cut.db", bytes.substr(0, length));
    const auto before = place.files();
    CHECK(refused_as(place / "cut.db", Access::read_write) == "ledger-damaged");
    CHECK(refused_as(place / "cut.db", Access::read_only) == "ledger-damaged");
    CHECK(place.files() == before);
  }
}

TEST_CASE("a ledger with 1 to 64 changed bytes is refused or says what it said before") {
  const Scratch scratch;
  write_ledger(scratch / "whole.db");
  const std::string bytes = bytes_of(scratch / "whole.db");
  const std::string content = content_of(scratch / "whole.db", Access::read_only);
  CHECK(content.size() > 1000);
  int refused = 0;
  for (std::uint64_t round = 0; round < 300; ++round) {
    Random random(1, 7, round);
    std::string changed = bytes;
    const std::int64_t changes = round % 2 == 0 ? 1 : random.between(1, 64);
    const std::int64_t at = random.below(static_cast<std::int64_t>(bytes.size()));
    for (std::int64_t i = 0; i < changes; ++i) {
      const auto place = static_cast<std::size_t>(at + i) % bytes.size();
      changed[place] = static_cast<char>(changed[place] ^ random.between(1, 255));
    }
    const Scratch place;
    write_bytes(place / "changed.db", changed);
    const std::string found = content_of(place / "changed.db", Access::read_only);
    CAPTURE(round);
    const bool is_refused = found.starts_with("ledger-");
    REQUIRE((found == content || is_refused));
    refused += is_refused ? 1 : 0;
    REQUIRE(place.files() == std::map<std::string, std::string>{{"changed.db", changed}});
  }
  CHECK(refused > 100);
}

TEST_CASE("places where no ledger can be are refused") {
  const Scratch scratch;
  write_bytes(scratch / "file", "x");
  CHECK(refused_as(scratch / "missing.db", Access::read_only) == "ledger-missing");
  CHECK(refused_as(scratch / "file" / "ledger.db", Access::read_write) == "ledger-unwritable");
  CHECK(refused_as("/proc/attest.db", Access::read_write) == "ledger-unwritable");
  CHECK(refused_as(scratch / "", Access::read_write) == "ledger-foreign");
  CHECK(refused_as("/dev/null", Access::read_write) == "ledger-foreign");
  CHECK(scratch.files().size() == 1);
}

TEST_CASE("a ledger that another process writes to is refused after the wait") {
  const Scratch scratch;
  Ledger ledger(scratch / "ledger.db", Access::read_write);
  ledger.keep(fake::key(), batch_at(0));
  ledger.wait_for_locks(std::chrono::milliseconds(0));
  Database other(scratch / "ledger.db", Opening::read_write);
  {
    const Transaction transaction(other);
    CHECK(error_of([&] { ledger.keep(fake::key(), batch_at(1)); }) == "ledger-locked");
    CHECK(ledger.kept(fake::key()).size() == 1);
  }
  ledger.keep(fake::key(), batch_at(1));
  CHECK(ledger.kept(fake::key()).size() == 2);
}

TEST_CASE("a full disk is reported and what was kept before stays") {
  const Scratch scratch;
  const std::filesystem::path path = scratch / "ledger.db";
  write_ledger(path);
  const std::string content = content_of(path, Access::read_only);
  const int code = in_child([&] {
    // Files that reach the limit stand for a full disk; without the signal writes report it.
    std::signal(SIGXFSZ, SIG_IGN);
    Ledger ledger(path, Access::read_write);
    const rlimit limit{.rlim_cur = 64 * 1024, .rlim_max = 64 * 1024};
    if (setrlimit(RLIMIT_FSIZE, &limit) != 0) return 97;
    const std::string error = error_of([&] {
      for (std::int64_t i = 40; i < 4000; ++i) ledger.keep(fake::key(), batch_at(i));
    });
    return error == "disk-full" ? 0 : 1;
  });
  CHECK(code == 0);
  CHECK(content_of(path, Access::read_write).starts_with(content.substr(0, 1000)));
}

}  // namespace
}  // namespace attest::store
