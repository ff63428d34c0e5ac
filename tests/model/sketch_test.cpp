#include "model/sketch.h"

#include <doctest/doctest.h>

#include "simulation/dice.h"

using namespace plein;

namespace {

// All 64 bits of each of them random.
std::uint64_t hash(simulation::Dice& dice) { return dice(1ull << 32) << 32 | dice(1ull << 32); }

}  // namespace

TEST_CASE("nobody is none, one is one, and so are few") {
  sketch::Registers registers;
  CHECK(sketch::estimate(registers) == 0);
  simulation::Dice dice(1);
  for (std::uint64_t n = 1; n <= 20; ++n) {
    sketch::raise(registers, sketch::rise_of(hash(dice)));
    CHECK(sketch::estimate(registers) == n);
  }
}

TEST_CASE("who comes again is not counted again") {
  sketch::Registers registers;
  for (int times = 0; times < 3; ++times) {
    simulation::Dice dice(7);
    for (int i = 0; i < 500; ++i) CHECK((sketch::raise(registers, sketch::rise_of(hash(dice))) ? times == 0 : true));
  }
  CHECK(sketch::estimate(registers) >= 475);
  CHECK(sketch::estimate(registers) <= 525);
}

// The standard error is 1.04 / sqrt(4096): 1.6 %. Over thirty-two sketches the mean of squares is near that, and none is four
// times off.
TEST_CASE("many are found to within the error that registers of that number have") {
  for (const std::uint64_t many : {100, 1000, 4000, 10000, 20000, 40000, 200000}) {
    CAPTURE(many);
    double squares = 0, sum = 0;
    constexpr int sketches = 32;
    for (int seed = 1; seed <= sketches; ++seed) {
      sketch::Registers registers;
      simulation::Dice dice(static_cast<std::uint64_t>(seed) * 1000003 + many);
      for (std::uint64_t i = 0; i < many; ++i) sketch::raise(registers, sketch::rise_of(hash(dice)));
      const double off =
          (static_cast<double>(sketch::estimate(registers)) - static_cast<double>(many)) / static_cast<double>(many);
      CHECK(off < 4 * 0.01625);
      CHECK(off > -4 * 0.01625);
      squares += off * off;
      sum += off;
    }
    CHECK(squares / sketches < 0.022 * 0.022);
    CHECK(sum / sketches < 0.01);
    CHECK(sum / sketches > -0.01);
  }
}

TEST_CASE("a hash falls to the register of its first bits, by the zeros after them") {
  CHECK(sketch::rise_of(0).to == sketch::highest);
  CHECK(sketch::rise_of(~0ull).at == 4095);
  CHECK(sketch::rise_of(~0ull).to == 1);
  CHECK(sketch::rise_of(1).to == sketch::highest - 1);
  CHECK(sketch::rise_of(1ull << 52).at == 1);
}

TEST_CASE("the fullest registers give a number") {
  CHECK(sketch::estimate(sketch::Registers(sketch::size, sketch::highest)) == UINT64_MAX);
  CHECK(sketch::estimate(sketch::Registers(sketch::size, 20)) > 1000000000);
}

TEST_CASE("what is merged has met what either did") {
  const auto hash = [](std::uint64_t i) { return i * 0x9E3779B97F4A7C15ull ^ (i << 40); };
  sketch::Registers one, other, both, merged;
  sketch::merge(merged, one);
  CHECK(merged.empty());
  for (std::uint64_t i = 1; i <= 9000; ++i) {
    for (sketch::Registers* met : {i % 3 != 0 ? &one : &other, i % 5 == 0 ? &other : &one, &both})
      sketch::raise(*met, sketch::rise_of(hash(i)));
  }
  sketch::raise(other, {7, sketch::highest});
  sketch::raise(both, {7, sketch::highest});
  sketch::merge(merged, one);
  CHECK(merged == one);
  sketch::merge(merged, other);
  CHECK(merged == both);
  sketch::merge(merged, {});
  CHECK(merged == both);
}
