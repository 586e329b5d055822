using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Doorstep.Host.Tests.Running;

/// <summary>Requests that a decent client would not send.</summary>
public static class RawRequest
{
    /// <summary>Writes the text as it is and gives what comes back until the service hangs up.</summary>
    public static async Task<string> SayAsync(this RunningDoorstep doorstep, string request)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(IPAddress.Loopback, doorstep.Address.Port, TestContext.Current.CancellationToken);
        var stream = socket.GetStream();
        await stream.WriteAsync(Encoding.UTF8.GetBytes(request), TestContext.Current.CancellationToken);
        using var reader = new StreamReader(stream);
        return await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
    }
}
