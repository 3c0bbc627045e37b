// SPDX-License-Identifier: Apache-2.0
/// \file
/// Reads what Linux says of the machine in /proc and /sys.
#include "benchmarks/machine.hpp"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <thread>

#include "reference/engine/kernel.hpp"

namespace attest::benchmarks {
namespace {

namespace fs = std::filesystem;

/// First line of a file; empty where it cannot be read.
std::string line_of(const fs::path& path) {
  std::ifstream file(path);
  std::string line;
  std::getline(file, line);
  return line;
}

/// The first value of a key in /proc/cpuinfo.
std::string cpu_info(const std::string& key) {
  std::ifstream file("/proc/cpuinfo");
  for (std::string line; std::getline(file, line);) {
    const std::size_t colon = line.find(':');
    if (colon == std::string::npos || !line.starts_with(key)) continue;
    const std::size_t start = line.find_first_not_of(' ', colon + 1);
    return start == std::string::npos ? std::string() : line.substr(start);
  }
  return {};
}

const fs::path core_0 = "/sys/devices/system/cpu/cpu0";

/// "L1d 48K, L1i 32K, L2 2048K, L3 32768K".
std::string caches() {
  std::string text;
  for (int i = 0; i < 8; ++i) {
    const fs::path cache = core_0 / "cache" / ("index" + std::to_string(i));
    const std::string size = line_of(cache / "size");
    if (size.empty()) break;
    const std::string type = line_of(cache / "type");
    text += (text.empty() ? "L" : ", L") + line_of(cache / "level");
    if (type == "Data") text += "d";
    if (type == "Instruction") text += "i";
    text += " " + size;
  }
  return text;
}

}  // namespace

check::Machine this_machine(const std::string& compiler) {
  return {.cpu = cpu_info("model name"),
          .cores = static_cast<int>(std::thread::hardware_concurrency()),
          .caches = caches(),
          .governor = line_of(core_0 / "cpufreq" / "scaling_governor"),
          .compiler = compiler,
          .flags = ATTEST_FLAGS,
          .kernel = engine::kernels<std::int64_t>().front().name,
          .library = ATTEST_TIMER};
}

Moment this_moment() {
  // Both begin with a number; a text that does not is 0.
  return {.load = std::strtod(line_of("/proc/loadavg").c_str(), nullptr),
          .megahertz = std::strtod(cpu_info("cpu MHz").c_str(), nullptr)};
}

}  // namespace attest::benchmarks
