// SPDX-License-Identifier: Apache-2.0
/// \file
/// The ledger of one command: opened at once if it is there, made when the first result comes.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "reference/check/sink.hpp"
#include "reports/store/ledger.hpp"

namespace attest::cli {

/// A ledger that bad input leaves unmade. Errors are those of store::Ledger.
class CommandLedger final : public check::Sink {
 public:
  /// The ledger at `path`, by default that of the checkout.
  explicit CommandLedger(const std::optional<std::string>& path);

  void keep(const check::Key& key, const check::Batch& batch) override;
  [[nodiscard]] std::vector<check::Batch> kept(const check::Key& key) const override;
  void keep(const check::Row& row) override;
  /// Every row; none before the ledger is made.
  [[nodiscard]] std::vector<check::Row> rows() const;
  /// Every series; none before the ledger is made.
  [[nodiscard]] check::SeriesRecord series() const;
  /// As store::Ledger::keep.
  void keep(const check::SeriesRecord& record);

 private:
  store::Ledger& made();

  std::filesystem::path path_;
  std::unique_ptr<store::Ledger> ledger_;
};

}  // namespace attest::cli
