// Simulators behind one call, JSON in and JSON out, for hosts in another language:
//   {"op":"create","platform":"nodebb","settings":{...}}        -> {"id":0}
//   {"op":"answer","id":0,"now":..,"request":{method,url,headers,body}} ->
//   {"status":..,"headers":{..},"body":"..","failure":".."}
//        with "untroubled":true the faults neither act nor are used up
//   {"op":"setup","id":0,"now":..,"call":{"do":"add_user",...}} -> what set_up gives
//   {"op":"faults","id":0,"faults":{...}} -> {}     {"op":"dump","id":0} -> what dump gives     {"op":"remove","id":0} -> {}
// A call that cannot be understood changes nothing and gives {"error":"..."}.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "simulators/simulator.h"

namespace plein::simulators {

class SimulatorCalls {
 public:
  std::string call(std::string_view json);

 private:
  Result<std::string> run(const JsonReader& call);

  std::map<std::int64_t, std::unique_ptr<Simulator>> simulators_;
  std::int64_t next_id_ = 0;
};

}  // namespace plein::simulators
