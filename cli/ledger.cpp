// SPDX-License-Identifier: Apache-2.0
/// \file
/// Puts off making a ledger until there is something to keep.
#include "cli/ledger.hpp"

#include "cli/checkout.hpp"

namespace attest::cli {

CommandLedger::CommandLedger(const std::optional<std::string>& path)
    : path_(path ? std::filesystem::path(*path) : default_ledger()) {
  std::error_code error;
  const auto type = std::filesystem::symlink_status(path_, error).type();
  if (type != std::filesystem::file_type::not_found) static_cast<void>(made());
}

void CommandLedger::keep(const check::Key& key, const check::Batch& batch) {
  made().keep(key, batch);
}

std::vector<check::Batch> CommandLedger::kept(const check::Key& key) const {
  return ledger_ ? ledger_->kept(key) : std::vector<check::Batch>();
}

void CommandLedger::keep(const check::Row& row) { made().keep(row); }

std::vector<check::Row> CommandLedger::rows() const {
  return ledger_ ? ledger_->rows() : std::vector<check::Row>();
}

check::SeriesRecord CommandLedger::series() const {
  return ledger_ ? ledger_->series() : check::SeriesRecord();
}

void CommandLedger::keep(const check::SeriesRecord& record) { made().keep(record); }

store::Ledger& CommandLedger::made() {
  if (!ledger_) ledger_ = std::make_unique<store::Ledger>(path_, store::Access::read_write);
  return *ledger_;
}

}  // namespace attest::cli
