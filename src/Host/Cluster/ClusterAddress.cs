using System.Net;
using System.Net.Sockets;

namespace Doorstep.Host.Cluster;

/// <summary>Where the other machines of a cluster reach this one: <c>DOORSTEP_CLUSTER</c>.</summary>
internal static class ClusterAddress
{
    private const string Name = "DOORSTEP_CLUSTER";

    /// <summary>The address; null where this machine is alone.</summary>
    /// <exception cref="ArgumentException">It cannot be read or resolved, or the store is not one that machines share.</exception>
    public static IPEndPoint? Read(string? text, bool isShared)
    {
        if (string.IsNullOrWhiteSpace(text)) return null;
        if (!isShared) throw new ArgumentException($"{Name} is '{text}', but the cases lie in a database of this machine alone. Set DOORSTEP_STORE=postgres and DOORSTEP_CONNECTION, or leave {Name} out.");
        var at = text.LastIndexOf(':');
        if (at <= 0 || !ushort.TryParse(text[(at + 1)..], out var port) || port == 0) throw Unread(text);
        var host = text[..at].Trim();
        return new IPEndPoint(IPAddress.TryParse(host, out var address) ? address : Resolve(host, text), port);
    }

    private static IPAddress Resolve(string host, string text)
    {
        try
        {
            return Dns.GetHostAddresses(host).FirstOrDefault(address => address.AddressFamily == AddressFamily.InterNetwork) ?? throw Unread(text);
        }
        catch (Exception unknown) when (unknown is SocketException or ArgumentException)
        {
            throw Unread(text, unknown);
        }
    }

    private static ArgumentException Unread(string text, Exception? why = null) =>
        new($"{Name} is '{text}', which is no address that the other machines could reach this one at. Write '10.0.0.5:11111' or 'doorstep-1:11111'.", why);
}
