using System.Diagnostics;
using System.Globalization;
using Doorstep.Ports;
using Npgsql;

namespace Doorstep.Postgres;

/// <summary>A PostgreSQL of this process's own from the installed binaries: a new cluster in a temporary folder, on the loopback, with fsync on. It ends with this process,
/// however that ends, because the shell that watches it reads a pipe which closes then.</summary>
public sealed class PrivatePostgres : IDisposable
{
    private const string Superuser = "doorstep";
    private static readonly TimeSpan StartMax = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan AskEvery = TimeSpan.FromMilliseconds(20);

    // $1 binaries, $2 cluster, $3 port, $4 user or nothing. PostgreSQL does not run as root.
    private const string Watch =
        """
        as() { if [ -n "$user" ]; then setpriv --reuid="$user" --regid="$(id -g "$user")" --clear-groups -- "$@"; else "$@"; fi; }
        bin=$1 data=$2 port=$3 user=${4:-}
        [ -z "$user" ] || chown "$user" "$data"
        cd "$data" || exit 1
        as "$bin/initdb" -D "$data/db" -U doorstep -A trust -E UTF8 --locale=C -N >initdb.log 2>&1 || { cat initdb.log >&2; exit 1; }
        as "$bin/postgres" -D "$data/db" -p "$port" -c listen_addresses=127.0.0.1 -c "unix_socket_directories=$data" -c fsync=on -c max_connections=200 \
            -c shared_buffers=128MB -c max_wal_size=1GB -c logging_collector=off >server.log 2>&1 </dev/null &
        while read -r line; do [ "$line" != stop ] || break; done
        as "$bin/pg_ctl" -D "$data/db" -m immediate -w stop >/dev/null 2>&1; rm -rf "$data"
        """;

    private readonly Process _shell;
    private readonly string _folder;
    private int _databases;

    private PrivatePostgres(string binaries)
    {
        _folder = Directory.CreateTempSubdirectory("doorstep-pg-").FullName;
        Port = FreePort.Take();
        var start = new ProcessStartInfo("/bin/sh", ["-c", Watch, "postgres", binaries, _folder, Port.ToString(CultureInfo.InvariantCulture), User()]) { RedirectStandardInput = true, RedirectStandardError = true };
        _shell = Process.Start(start)!;
        WaitUntilReady();
    }

    /// <summary>Where it listens on the loopback.</summary>
    public int Port { get; }

    /// <summary>The last of what it said since it started first.</summary>
    public string Log => string.Join('\n', File.ReadLines(Path.Combine(_folder, "server.log")).TakeLast(40));

    /// <summary>The folder of <c>initdb</c> and <c>postgres</c>, or null where they are not installed.</summary>
    public static string? Binaries() =>
        new[] { "/usr/lib/postgresql/15/bin" }
            .Concat(Directory.Exists("/usr/lib/postgresql") ? Directory.GetDirectories("/usr/lib/postgresql").Order().Select(version => Path.Combine(version, "bin")) : [])
            .Concat((Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator))
            .FirstOrDefault(folder => File.Exists(Path.Combine(folder, "initdb")) && File.Exists(Path.Combine(folder, "postgres")));

    /// <summary>Starts one.</summary>
    /// <exception cref="InvalidOperationException">PostgreSQL is not installed, or it does not start; the message says why.</exception>
    public static PrivatePostgres Start() => new(Binaries() ?? throw new InvalidOperationException(
        "PostgreSQL is not installed: neither /usr/lib/postgresql nor PATH has initdb and postgres. Install it, for instance 'apt-get install postgresql-15', or run ./test, which does."));

    /// <summary>How to reach a database of it. Where all tests share two cores a connection may wait longer than the fifteen seconds that it has otherwise.</summary>
    public string Connection(string database) => string.Create(CultureInfo.InvariantCulture, $"Host=127.0.0.1;Port={Port};Username={Superuser};Database={database};Timeout=120;Command Timeout=120");

    /// <summary>Makes a database with a name of its own; gives the name.</summary>
    public string Create()
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"d{Interlocked.Increment(ref _databases)}");
        Execute($"CREATE DATABASE {name}");
        return name;
    }

    /// <summary>Ends the server without a goodbye, as when its machine loses power, and starts it again on what is on the disk.</summary>
    public void Restart()
    {
        NpgsqlConnection.ClearAllPools();
        const string again = """if [ -n "$3" ]; then set -- "$1" "$2" setpriv --reuid="$3" --regid="$(id -g "$3")" --clear-groups --; else set -- "$1" "$2"; fi; bin=$1 data=$2; shift 2; cd "$data"; exec "$@" "$bin/pg_ctl" -D "$data/db" -m immediate -w -t 120 -l "$data/db/again.log" restart >/dev/null""";
        using var shell = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", again, "restart", Binaries()!, _folder, User()]))!;
        shell.WaitForExit();
        if (shell.ExitCode != 0) throw new InvalidOperationException($"PostgreSQL did not come back: {Log}");
    }

    /// <summary>Lets every session write, or none.</summary>
    public void ReadOnly(bool isOn)
    {
        Execute($"ALTER SYSTEM SET default_transaction_read_only = {(isOn ? "on" : "off")}", "-c default_transaction_read_only=off");
        Execute("SELECT pg_reload_conf()");
    }

    /// <summary>Stops the server and removes its folder.</summary>
    public void Dispose()
    {
        NpgsqlConnection.ClearAllPools();
        _shell.StandardInput.WriteLine("stop");
        _shell.WaitForExit();
        _shell.Dispose();
    }

    private void Execute(string sql, string? options = null)
    {
        using var connection = new NpgsqlConnection($"{Connection("postgres")};Pooling=False{(options is null ? "" : $";Options={options}")}");
        connection.Open();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Names are this class's own.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }

    private void WaitUntilReady()
    {
        for (var begun = Stopwatch.GetTimestamp(); ; _shell.WaitForExit(AskEvery))
        {
            try
            {
                Execute("SELECT 1");
                return;
            }
            catch (NpgsqlException) when (!_shell.HasExited && Stopwatch.GetElapsedTime(begun) < StartMax)
            {
                // Not yet.
            }
            catch (NpgsqlException late)
            {
                throw new InvalidOperationException($"A private PostgreSQL did not start: {(_shell.HasExited ? _shell.StandardError.ReadToEnd() : Log)}", late);
            }
        }
    }

    private static string User() => Environment.UserName != "root" ? "" : File.ReadLines("/etc/passwd").Any(line => line.StartsWith("postgres:", StringComparison.Ordinal)) ? "postgres" : "nobody";
}
