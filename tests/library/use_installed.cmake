# Installs the libraries of a build into a folder of its own, builds examples/statement_sums against
# them by find_package(dpledger), and looks at what it says of two files.
set(work ${BUILD}/library-test)
file(REMOVE_RECURSE ${work})

function(step)
  execute_process(COMMAND ${ARGV} RESULT_VARIABLE answer OUTPUT_VARIABLE said ERROR_VARIABLE said)
  if(NOT answer EQUAL 0)
    message(FATAL_ERROR "${ARGV}\n${said}")
  endif()
endfunction()

step(${CMAKE_COMMAND} --install ${BUILD} --component development --prefix ${work}/prefix)
step(${CMAKE_COMMAND} -S ${SOURCE}/examples/statement_sums -B ${work}/build -G Ninja
     -DCMAKE_PREFIX_PATH=${work}/prefix -DCMAKE_CXX_COMPILER=${COMPILER})
step(${CMAKE_COMMAND} --build ${work}/build)

set(program ${work}/build/statement_sums)
execute_process(COMMAND ${program} lloyds-2025-10.csv RESULT_VARIABLE answer OUTPUT_VARIABLE said
                WORKING_DIRECTORY ${SOURCE}/fixtures/scenarios/stephen)
set(expected
    "lloyds-2025-10.csv: lloyds, 10 lines, in 4640.00, out -4483.77, closes with 5214.90\n")
if(NOT answer EQUAL 0 OR NOT said STREQUAL expected)
  message(FATAL_ERROR "of a statement it says, with ${answer}: ${said}")
endif()
execute_process(COMMAND ${program} README.md RESULT_VARIABLE answer ERROR_VARIABLE said
                OUTPUT_QUIET WORKING_DIRECTORY ${SOURCE}/fixtures/scenarios/stephen)
if(NOT answer EQUAL 1 OR NOT said MATCHES "^README.md:")
  message(FATAL_ERROR "what is no statement must be refused, with ${answer}: ${said}")
endif()
