using Doorstep.Workflows.Collections.Acts;

namespace Doorstep.Workflows.Tests.Collections.Acts;

/// <summary>What is dialled and what a letter goes to.</summary>
public sealed class NumberOrAddressTests
{
    [Theory]
    [InlineData("+00-0000-000-001", true)]
    [InlineData("＋００ ００００ ０００ ００９", true)]
    [InlineData("tel: 000 0000 0009", true)]
    [InlineData("电话：000-00000009 转 12", true)]
    [InlineData("(000) 000-0009 x12", true)]
    [InlineData("00000000009", true)]
    [InlineData("law_syn_1", false)]
    [InlineData("100234567", false)]
    [InlineData("测试市测试路1号", false)]
    [InlineData("1 Test Road, Testham TE0 0ST", false)]
    [InlineData("测试路1号 电话 +00 0000-000 009", false)]
    [InlineData("PO Box 1000234", false)]
    [InlineData("a1234567@example.invalid", false)]
    public void A_text_is_a_telephone_number_only_where_all_of_it_is_one(string written, bool isNumber) => Dialled.IsNumber(written).ShouldBe(isNumber);
}
