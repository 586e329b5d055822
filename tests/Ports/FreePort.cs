using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Doorstep.Ports;

/// <summary>Ports of the loopback for what listens there a moment later. No port is given twice: not by this process, and not by another that runs tests at the same time, since each of them
/// locks the hundreds that it gives from. The system takes the locks back when a process ends, however that ends.</summary>
public static class FreePort
{
    // Below the ports that Linux hands out to clients: a client of a dead host must not be given the host's own port, or it would talk to itself.
    private const int Min = 20_000;
    private const int Hundreds = 100;
    private const int Hundred = 100;

    private static readonly Lock Turn = new();
    private static readonly List<FileStream> Locks = [];

    // Processes that follow each other begin elsewhere.
    private static int _hundred = Environment.ProcessId % Hundreds;
    private static int _next;
    private static int _end;

    /// <summary>A port from 20000 to 29999 that nobody listens on now and that this never gave before.</summary>
    /// <exception cref="InvalidOperationException">All of them were given.</exception>
    public static int Take()
    {
        lock (Turn)
        {
            while (true)
            {
                if (_next == _end) LockHundred();
                if (IsFree(_next++)) return _next - 1;
            }
        }
    }

    private static void LockHundred()
    {
        var folder = Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), "doorstep-ports")).FullName;
        for (var tried = 0; tried < Hundreds; tried++)
        {
            var first = Min + (_hundred++ % Hundreds * Hundred);
            try
            {
                Locks.Add(new FileStream(Path.Combine(folder, first.ToString(CultureInfo.InvariantCulture)), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
                (_next, _end) = (first, first + Hundred);
                return;
            }
            catch (Exception taken) when (taken is IOException or UnauthorizedAccessException)
            {
                // Another process has it, or this one had it before.
            }
        }

        throw new InvalidOperationException($"Every hundred of ports is locked by somebody. The locks are the files in '{folder}'.");
    }

    private static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
