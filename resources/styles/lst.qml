<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<qgis version="3.40" styleCategories="Symbology">
  <pipe>
    <rasterrenderer type="singlebandpseudocolor" band="1" opacity="1" alphaBand="-1" nodataColor="" classificationMin="270" classificationMax="320">
      <rasterTransparency/>
      <minMaxOrigin>
        <limits>None</limits>
        <extent>WholeRaster</extent>
        <statAccuracy>Estimated</statAccuracy>
        <cumulativeCutLower>0.02</cumulativeCutLower>
        <cumulativeCutUpper>0.98</cumulativeCutUpper>
        <stdDevFactor>2</stdDevFactor>
      </minMaxOrigin>
      <rastershader>
        <colorrampshader colorRampType="INTERPOLATED" classificationMode="1" clip="0" minimumValue="270" maximumValue="320" labelPrecision="4">
          <colorramp type="gradient" name="[source]">
            <Option type="Map">
              <Option type="QString" name="color1" value="11,29,81,255"/>
              <Option type="QString" name="color2" value="255,243,176,255"/>
              <Option type="QString" name="discrete" value="0"/>
              <Option type="QString" name="rampType" value="gradient"/>
              <Option type="QString" name="stops" value="0.142857;48,70,140,255:0.285714;94,111,174,255:0.428571;164,139,176,255:0.571429;217,158,160,255:0.714286;240,174,122,255:0.857143;247,201,79,255"/>
            </Option>
          </colorramp>
          <item value="270" color="#0b1d51" alpha="255" label="270"/>
          <item value="277.143" color="#30468c" alpha="255" label="277.1"/>
          <item value="284.286" color="#5e6fae" alpha="255" label="284.3"/>
          <item value="291.429" color="#a48bb0" alpha="255" label="291.4"/>
          <item value="298.571" color="#d99ea0" alpha="255" label="298.6"/>
          <item value="305.714" color="#f0ae7a" alpha="255" label="305.7"/>
          <item value="312.857" color="#f7c94f" alpha="255" label="312.9"/>
          <item value="320" color="#fff3b0" alpha="255" label="320"/>
        </colorrampshader>
      </rastershader>
    </rasterrenderer>
    <rasterresampler/>
  </pipe>
  <blendMode>0</blendMode>
</qgis>
