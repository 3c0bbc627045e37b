// SPDX-License-Identifier: Apache-2.0
/// \file
/// Ledgers whose process is killed: whole up to a batch, and gone on with.
#include <doctest/doctest.h>

#include <csignal>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "reports/store/ledger.hpp"
#include "tests/check/fake.hpp"
#include "tests/store/processes.hpp"
#include "tests/store/scratch.hpp"

namespace attest::store {
namespace {

using check::Batch;
namespace fake = check::fake;

TEST_CASE("a ledger that was being written when its process was killed is whole up to a batch") {
  const Scratch scratch;
  const std::filesystem::path path = scratch / "ledger.db";
  std::int64_t before = 0;
  for (int round = 0; round < 10; ++round) {
    int ends[2];
    REQUIRE(pipe(ends) == 0);
    const pid_t child = fork();
    if (child == 0) {
      close(ends[0]);
      Ledger ledger(path, Access::read_write);
      for (auto i = static_cast<std::int64_t>(ledger.kept(fake::key()).size());; ++i) {
        ledger.keep(fake::key(), batch_at(i));
        if (write(ends[1], "k", 1) != 1) _exit(1);
      }
    }
    REQUIRE(child > 0);
    close(ends[1]);
    char byte = 0;
    for (int i = 0; i < 5 + 7 * round; ++i) REQUIRE(read(ends[0], &byte, 1) == 1);
    kill(child, SIGKILL);
    REQUIRE(waitpid(child, nullptr, 0) == child);
    close(ends[0]);

    const Access access = round % 2 == 0 ? Access::read_write : Access::read_only;
    const Ledger ledger(path, access);
    const std::vector<Batch> kept = ledger.kept(fake::key());
    REQUIRE(static_cast<std::int64_t>(kept.size()) >= before + 5 + 7 * round);
    before = static_cast<std::int64_t>(kept.size());
    for (std::int64_t i = 0; i < before; ++i) {
      REQUIRE(kept[static_cast<std::size_t>(i)] == batch_at(i));
    }
  }
}

TEST_CASE("a run that was killed resumes with the cases that it had kept") {
  const auto judge = [](std::int64_t index) -> std::optional<check::Outcome> {
    return fake::holds(fake::churn(index, 2000));
  };
  const fake::FunctionSubject subject(fake::numbers(250'000), judge);
  fake::MemorySink undisturbed;
  const std::string digest = fake::run_alone(subject, {.jobs = 1}, undisturbed).row.digest;

  /// A ledger that ends its process, as a kill would, at its second batch.
  class Deadly final : public check::Sink {
   public:
    explicit Deadly(const std::filesystem::path& path) : ledger_(path, Access::read_write) {}
    void keep(const check::Key& key, const Batch& batch) override {
      ledger_.keep(key, batch);
      if (++batches_ == 2) kill(getpid(), SIGKILL);
    }
    [[nodiscard]] std::vector<Batch> kept(const check::Key& key) const override {
      return ledger_.kept(key);
    }
    void keep(const check::Row& row) override { ledger_.keep(row); }

   private:
    Ledger ledger_;
    int batches_ = 0;
  };
  const Scratch scratch;
  const std::filesystem::path path = scratch / "ledger.db";
  const int ended = in_child([&] {
    Deadly ledger(path);
    static_cast<void>(fake::run_alone(subject, {.jobs = 1, .is_resuming = true}, ledger));
    return 0;
  });
  CHECK((ended == -SIGKILL || ended == 0));  // a fast machine may be done before the second batch
  Ledger ledger(path, Access::read_write);
  const check::Run done = fake::run_alone(subject, {.jobs = 2, .is_resuming = true}, ledger);
  CHECK(done.row.digest == digest);
  CHECK(done.row.resumed > 0);
}

}  // namespace
}  // namespace attest::store
