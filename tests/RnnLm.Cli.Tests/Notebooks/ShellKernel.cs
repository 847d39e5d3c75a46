using RnnLm.Cli.Notebooks;
using Xunit;

namespace RnnLm.Cli.Tests.Notebooks;

/// <summary>
/// A kernel in a few lines of shell, for what a good kernel never does: it greets, and then treats each cell's code as a command to
/// itself: <c>echo TEXT</c>, <c>fail</c>, <c>exit N</c>, <c>leave</c> (after its answer), <c>hang</c> (until interrupted), <c>stuck</c> (heeding nothing), <c>close</c>.
/// </summary>
internal static class ShellKernel
{
    private const string Script = """
        field() { printf '%s' "$1" | sed -n "s/.*\"$2\":\"\([^\"]*\)\".*/\1/p"; }
        send() { printf '{"channel":"%s","header":{"msg_type":"%s","msg_id":"k"},"parent_header":{"msg_id":"%s"},"content":%s}\n' "$1" "$2" "$3" "$4"; }
        finish() { send shell execute_reply "$1" "$2"; send iopub status "$1" '{"execution_state":"idle"}'; }
        n=0
        echo 'a line that is no message'
        while IFS= read -r line; do
          type=$(field "$line" msg_type)
          id=$(printf '%s' "$line" | sed -n 's/.*"header":{"msg_id":"\([^"]*\)".*/\1/p')
          code=$(field "$line" code)
          case "$type" in
            kernel_info_request)
              send iopub status "$id" '{"execution_state":"busy"}'
              send shell kernel_info_reply "$id" '{"status":"ok","language_info":{"name":"shell"}}' ;;
            interrupt_request)
              if [ -n "$running" ]; then finish "$running" '{"status":"error","ename":"Interrupted","evalue":"","traceback":[]}'; running=; fi ;;
            execute_request)
              n=$((n+1))
              case "$code" in
                echo*) send iopub stream "$id" "{\"name\":\"stdout\",\"text\":\"${code#echo }\"}"
                       finish "$id" "{\"status\":\"ok\",\"execution_count\":$n}" ;;
                fail) send iopub error "$id" '{"ename":"Bad","evalue":"worse","traceback":["Bad: worse","   at line 1"]}'
                      finish "$id" "{\"status\":\"error\",\"ename\":\"Bad\",\"evalue\":\"worse\",\"traceback\":[\"Bad: worse\",\"   at line 1\"],\"execution_count\":$n}" ;;
                exit*) echo 'out of memory' >&2; exit "${code#exit }" ;;
                leave) finish "$id" '{"status":"ok"}'; exit 3 ;;
                hang) running=$id ;;
                stuck) while true; do sleep 1; done ;;
                pwd) send iopub stream "$id" "{\"name\":\"stdout\",\"text\":\"$(pwd)\"}"; finish "$id" '{"status":"ok"}' ;;
                ask) send stdin input_request "$id" '{"prompt":"name?","password":false}'; read -r answer
                     case "$answer" in *input_reply*u0004*) finish "$id" '{"status":"ok"}' ;; *) finish "$id" '{"status":"error"}' ;; esac ;;
              esac ;;
          esac
        done
        """;

    /// <summary>The kernel; the test is skipped where there is no shell.</summary>
    public static KernelCommand Command()
    {
        Assert.SkipUnless(File.Exists("/bin/sh"), "there is no /bin/sh here");
        return new KernelCommand("/bin/sh", ["-c", Script]);
    }
}
